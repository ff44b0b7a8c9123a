#!/usr/bin/env bash
# Drives real headless Neovim, the oldest version that the plugin serves and the newest, through a session on the seeds.
#
#   tests/neovim/run.sh        ONRECORD_BIN names the program to test; without it a debug build is made
#
# Everything is copied into the release's root (see tests/debian-root.sh), so nothing of the machine's own editor, its
# configuration or its files takes part. Ends with `N passed, N failed`.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
repo=$(cd "$here/../.." && pwd)

say() { printf 'neovim: %s\n' "$*"; }

if [ -z "${ONRECORD_BIN:-}" ]; then
  say "building onrecord"
  (cd "$repo" && cargo build --quiet)
  ONRECORD_BIN=${CARGO_TARGET_DIR:-$repo/target}/debug/onrecord
fi

passed=0
failed=0

# Whether a process still runs a program of the given folder.
running() {
  find /proc -maxdepth 2 -name exe -lname "$1/*" 2>/dev/null | grep -q .
}

# One session: the release, and how the plugin is started.
session() {
  local suite=$1 start=$2
  local root work inside
  if ! root=$("$repo/tests/debian-root.sh" "$suite"); then
    say "no root for $suite"
    failed=$((failed + 1))
    return
  fi
  work=$(mktemp -d "$root/tmp/onrecord.XXXXXX")
  inside=${work#"$root"}
  mkdir -p "$work"/{bin,home,project/notes,project/tests}
  cp "$ONRECORD_BIN" "$work/bin/onrecord"
  cp -r "$repo/seeds" "$work/project/"
  cp -r "$repo/tests/notes" "$work/project/tests/"
  cp "$here/desk.md" "$work/project/notes/"
  cp -r "$repo/editors/neovim" "$work/plugin"
  cp -r "$here" "$work/tests"

  say "$suite: $(chroot "$root" nvim --version | head -n 1), started by $start"
  local status=0
  timeout --kill-after=10 300 chroot "$root" env -i \
    HOME="$inside/home" LANG=C.UTF-8 PATH="$inside/bin:/usr/bin:/bin" TERM=dumb \
    ONRECORD_START="$start" ONRECORD_WORK="$inside" ONRECORD_BLESS="${ONRECORD_BLESS:-}" \
    nvim --headless -u "$inside/tests/init.lua" -c "luafile $inside/tests/session.lua" \
    </dev/null >"$work/output" 2>&1 || status=$?
  sed "s/\r$//; s/^/  /" "$work/output"
  [ -z "${ONRECORD_BLESS:-}" ] || cp "$work"/tests/expected/* "$here/expected/"

  passed=$((passed + $(grep -c '^ok ' "$work/output" || true)))
  failed=$((failed + $(grep -c '^not ok ' "$work/output" || true)))
  if [ "$status" != 0 ] || ! grep -q '^done$' "$work/output"; then
    say "the session did not come to its end (exit code $status)"
    failed=$((failed + 1))
    tail -n 20 "$work"/home/.local/state/nvim/lsp.log 2>/dev/null || true
  fi
  # The editor is gone; the server has until now plus five seconds to be gone too.
  local waited=0
  while running "$work" && [ $waited -lt 50 ]; do
    read -r -t 0.1 <> <(:) || true
    waited=$((waited + 1))
  done
  if running "$work"; then
    say "not ok: a server outlives the editor"
    failed=$((failed + 1))
  else
    passed=$((passed + 1))
  fi
  rm -rf "$work"
}

session trixie setup
session sid enable
session sid setup

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
