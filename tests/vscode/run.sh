#!/usr/bin/env bash
# Tests the extension in real VS Code: installs what is missing, builds the server and the package, drives the editor.
#
#   tests/vscode/run.sh              run the tests; the last line is `N passed, N failed`
#   tests/vscode/run.sh --renew      run them and renew the README's pictures (small ones with pngquant installed)
#                                    and tests/lsp/initialize-vscode.json
#
# ONRECORD_BIN         a prebuilt server (default: a debug build is made)
# ONRECORD_TEST_CACHE  where the editor is installed (default: ~/.cache/onrecord-tests)
# ONRECORD_TEST_LIMIT  timeout for anything to appear, in milliseconds (default: 60000)
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
extension="$root/editors/vscode"
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false

say() { echo "vscode: $*"; }

# Runs a command and shows its output only if it fails.
quietly() {
  local output
  output="$("$@" 2>&1)" || { echo "$output"; say "failed: $*"; exit 1; }
}

# Installs the package's modules in the current folder, unless they match its lock file.
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
# A count in the log, by name; $2 if there is none, because then the file did not even start.
count() {
  local number
  number=$(sed -nE "s/^ℹ $1 ([0-9]+)$/\1/p" "$log" | tail -n 1)
  echo "${number:-$2}"
}
drive() { node --test --test-reporter=spec --test-concurrency=1 "$1" 2>&1 | tee "$log"; }
passed=0
failed=0
for file in "$here"/*.test.mjs; do
  if ! drive "$file"; then
    # The editor's window sometimes loses a key. A real failure fails twice.
    say "once more, because it failed: $(basename "$file")"
    drive "$file" || true
  fi
  passed=$((passed + $(count pass 0)))
  failed=$((failed + $(count fail 1) + $(count cancelled 0)))
done
if [ -n "${ONRECORD_RENEW:-}" ] && command -v pngquant >/dev/null; then
  say "making the pictures small"
  pngquant --force --skip-if-larger --ext .png "$root"/docs/pictures/*.png || true
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
