#!/usr/bin/env bash
# Drives real Emacs in batch mode, with Eglot and editors/emacs, through a session on the seeds.
#
#   tests/emacs/run.sh         ONRECORD_BIN names the program to test; without it a debug build is made
set -uo pipefail

editor=emacs
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../editors/session.sh"

prepare trixie
record
cp "$repo"/editors/emacs/*.el "$here"/*.el "$work/"
say "$(inside emacs --version | head -n 1)"
inside emacs --batch -Q -L "$home" -l "$home/session.el" -f ert-run-tests-batch-and-exit >"$work/output" 2>&1
cat "$work/output"
# ERT prints `   passed  1/4  name (0.1 sec)`.
passed=$((passed + $(grep -cE '^ +passed +[0-9]+/' "$work/output")))
failed=$((failed + $(grep -cE '^ +FAILED +[0-9]+/' "$work/output")))
grep -qE '^Ran [0-9]+ tests' "$work/output" || not_ok "emacs: the session comes to its end"
recorded emacs
clean_up
summary
