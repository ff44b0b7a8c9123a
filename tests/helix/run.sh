#!/usr/bin/env bash
# Drives real Helix in a terminal through a session on the seeds, with the configuration in editors/helix.
#
#   tests/helix/run.sh         ONRECORD_BIN names the program to test; without it a debug build is made
set -uo pipefail

editor=helix
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../editors/session.sh"

prepare trixie
record
mkdir -p "$work/.config/helix"
cp "$repo/editors/helix/languages.toml" "$work/.config/helix/"

terminal() { inside tmux -S "$home/terminal" "$@"; }
trap 'terminal kill-server 2>/dev/null; rm -rf "$work"' EXIT

# The screen, once it contains a text; fails after 30 seconds, and sooner after an earlier failure.
screen_with() {
  local text=$1 tries=0 limit=150
  [ "$failed" = 0 ] || limit=10
  until terminal capture-pane -p -t hx 2>/dev/null | tee "$work/screen" | grep -qF -- "$text"; do
    [ $tries -lt $limit ] || return 1
    read -r -t 0.2 <> <(:) || true
    tries=$((tries + 1))
  done
}

# Types, starting in normal mode. Never sends Escape: followed at once by another key, a busy editor reads it as Alt.
keys() { terminal send-keys -t hx "$@"; }

expect() {
  local what=$1 text=$2
  if screen_with "$text"; then
    ok "helix: $what"
  else
    not_ok "helix: $what: no “$text” on the screen:"
    sed 's/^/  | /' "$work/screen"
  fi
}

# `hx --health` reports what it would start for a language, and whether it is installed.
health() {
  if inside hx --health "$1" 2>&1 | sed 's/\x1b\[[0-9;]*m//g' | tee "$work/health" | grep -qF "✓ onrecord: $home/bin/onrecord"; then
    ok "helix: health finds the server for $1"
  else
    not_ok "helix: health finds the server for $1:"
    sed 's/^/  | /' "$work/health"
  fi
}

say "$(inside hx --version)"
health markdown
health source-text

terminal new-session -d -s hx -x 160 -y 50 "hx -v notes/desk.md"
expect "a note opens" "two visits"
keys "/wholly" Enter
expect "a finding is shown under the cursor" "quote-not-found"
keys "/Yang" Enter Space k
expect "the card of a named actor" "State Councilor"
keys "/that .the" Enter gd
expect "go to definition opens the source" "seeds/000_"
keys ":pipe-to cat >$home/selected" Enter
keys ":open notes/desk.md" Enter
expect "… and back" "two visits"
if [ "$(sed 's/\.$//' "$work/selected" 2>/dev/null)" = "the issue needs to be handled and resolved through dialogue and consultation" ]; then
  ok "helix: the words of the quotation are selected"
else
  not_ok "helix: the words of the quotation are selected, not “$(cat "$work/selected" 2>/dev/null)”"
fi

keys "gg/Yang" Enter gr
expect "references list where an actor is named" "seeds/001_"
keys C-c Space s
expect "the outline lists the quotations of a note" "“the issue needs to be"
keys C-c Space S
expect "a picker for symbols of the workspace opens" "kind name path"
keys "Yang Jie"
expect "a name is found in the whole workspace" "Yang Jiechi"
keys C-c Space r
expect "a rename starts with the current name" "rename-to:Yang Jiechi"
keys C-u "Yang J." Enter
expect "a name is changed" "Yang J. said"
keys ":quit-all!" Enter

recorded helix
clean_up
summary
