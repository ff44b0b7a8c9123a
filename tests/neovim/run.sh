#!/usr/bin/env bash
# Drives real headless Neovim, the oldest and the newest supported version, through a session on the seeds.
#
#   tests/neovim/run.sh [session] [rules]    the analyst's session, the examples of the rules' pages; without a word both
#
# ONRECORD_BIN names the program to test; by default a debug build is made.
#
# ONRECORD_BLESS=1 writes the expected output to tests/neovim/expected instead of comparing it.
set -uo pipefail

editor=neovim
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../editors/session.sh"

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(session rules)

# One session, if requested: its script, the release, and how the plugin is started.
session() {
  local part=$1 suite=$2 start=$3 status=0
  [[ " ${parts[*]} " == *" $part "* ]] || return 0
  prepare "$suite"
  record
  cp -r "$repo/editors/neovim" "$work/plugin"
  cp -r "$here" "$work/tests"
  cp -r "$repo/docs/rules" "$work/rules"
  say "$part, $suite: $(inside nvim --version | head -n 1), started by $start"
  inside env ONRECORD_START="$start" ONRECORD_WORK="$home" ONRECORD_BLESS="${ONRECORD_BLESS:-}" \
    nvim --headless -u "$home/tests/init.lua" -c "luafile $home/tests/$part.lua" >"$work/output" 2>"$work/messages" || status=$?
  cat "$work/output"
  tally "$work/output"
  if [ "$status" != 0 ] || ! grep -q '^done' "$work/output"; then
    not_ok "$suite: the session comes to its end (exit code $status)"
    tail -n 20 "$work/messages" "$work/.local/state/nvim/lsp.log" 2>/dev/null
  fi
  [ -z "${ONRECORD_BLESS:-}" ] || cp "$work"/tests/expected/* "$here/expected/"
  # The recordings come from the analyst's session.
  case $part-$suite-$start in
  session-trixie-setup) recorded neovim-0.10 ;;
  session-sid-enable) recorded neovim-0.12 ;;
  esac
  clean_up
}

session session trixie setup
session session sid enable
session session sid setup
session rules trixie setup
session rules sid enable
summary
