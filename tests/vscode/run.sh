#!/usr/bin/env bash
# Tests the extension in real VS Code: installs what is missing, builds the server and the package, drives the editor.
#
#   tests/vscode/run.sh              run the tests; the last line is `N passed, N failed`
#   tests/vscode/run.sh --renew      run them and renew the README's pictures (small ones with pngquant installed)
#                                    and tests/lsp/initialize-vscode.json
#
# ONRECORD_BIN         a server that is built already (default: a debug build is made)
# ONRECORD_TEST_CACHE  where the editor is installed (default: ~/.cache/onrecord-tests)
# ONRECORD_TEST_LIMIT  milliseconds that anything may take to appear (default: 30000)
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
extension="$root/editors/vscode"
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false

say() { echo "vscode: $*"; }

# Runs a command and shows its output only when it fails.
quietly() {
  local output
  output="$("$@" 2>&1)" || { echo "$output"; say "failed: $*"; exit 1; }
}

# Installs the modules of the package in the current folder, unless they are as its lock file says.
modules() {
  [ node_modules/.package-lock.json -nt package-lock.json ] || quietly npm ci --ignore-scripts
}

ONRECORD_CODE_SERVER="$("$here/install.sh")"

if [ -z "${ONRECORD_BIN:-}" ]; then
  say "building the server"
  (cd "$root" && cargo build --quiet)
  ONRECORD_BIN="${CARGO_TARGET_DIR:-$root/target}/debug/onrecord"
fi

say "building and testing the extension"
cd "$extension"
modules
quietly npm test
quietly npm run package
ONRECORD_VSIX="$extension/onrecord.vsix"

say "driving VS Code"
cd "$here"
modules
export ONRECORD_CODE_SERVER ONRECORD_BIN ONRECORD_VSIX
if [ "${1:-}" = --renew ]; then
  export ONRECORD_RENEW=1
fi
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
status=0
node --test --test-reporter=spec --test-concurrency=1 "$here"/*.test.mjs 2>&1 | tee "$log" || status=$?
if [ -n "${ONRECORD_RENEW:-}" ] && command -v pngquant >/dev/null; then
  say "making the pictures small"
  pngquant --force --skip-if-larger --ext .png "$root"/docs/pictures/*.png || true
fi
count() { sed -nE "s/^ℹ $1 ([0-9]+)$/\1/p" "$log" | tail -n 1; }
echo "$(count pass) passed, $(($(count fail) + $(count cancelled))) failed"
exit "$status"
