#!/usr/bin/env bash
# Installs what the tests in real VS Code need: Debian packages, Chromium, and code-server (VS Code served to a
# browser). Everything but the Debian packages goes to a cache folder outside the sources; a second run reuses it.
# Prints progress on standard error and, as its last line on standard output, the folder of code-server.
set -euo pipefail

version=4.100.3 # VS Code 1.100; the newest code-server that runs on Node 20
packages=(chromium fonts-inter fonts-jetbrains-mono
  ripgrep build-essential python3 pkg-config libkrb5-dev libx11-dev libxkbfile-dev libsecret-1-dev)
cache="${ONRECORD_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/onrecord-tests}"
target="$cache/code-server-$version"

say() { echo "vscode: $*" >&2; }

# Runs a command with its output in a log, and shows the end of the log if the command fails.
quietly() {
  local log="$cache/install-vscode.log"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 40 "$log" >&2
    say "failed: $*"
    exit 1
  fi
}

install_packages() {
  local missing=()
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing Debian packages: ${missing[*]}"
  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  quietly "${sudo[@]}" apt-get update -q
  quietly "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# `npm install` alone fails: a native module without prebuilt binaries aborts it. So scripts are skipped at first, and
# the native modules are built afterwards, one by one.
install_code_server() {
  local work="$target.part" vscode
  rm -rf "$work" "$target"
  mkdir -p "$work"
  cd "$work"
  echo '{"private": true}' >package.json

  # Node's own headers, if installed, save node-gyp a download.
  local prefix
  prefix="$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")"
  [ -e "$prefix/include/node/node.h" ] && export npm_config_nodedir="$prefix"
  export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false

  say "installing code-server $version (1 of 4): the package"
  quietly npm install --ignore-scripts "code-server@$version"

  say "installing code-server $version (2 of 4): VS Code's modules"
  vscode="$work/node_modules/code-server/lib/vscode"
  cd "$vscode"
  quietly npm install --ignore-scripts --omit=dev
  mkdir -p node_modules/@vscode/ripgrep/bin
  cp "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
  cd "$vscode/extensions"
  quietly npm install --ignore-scripts --omit=dev

  say "installing code-server $version (3 of 4): native modules"
  cd "$vscode"
  # node-pty's post-install step fails although its module has been built.
  npm rebuild --foreground-scripts >"$cache/rebuild-vscode.log" 2>&1 </dev/null || true
  ln -sfn node_modules node_modules.asar
  cd "$work"
  quietly npm rebuild argon2 --build-from-source

  say "installing code-server $version (4 of 4): does it start?"
  quietly node node_modules/code-server/out/node/entry.js --version
  mv "$work" "$target"
}

mkdir -p "$cache"
exec 9>"$cache/install-vscode.lock"
flock 9 # two test runs at once install one after the other
install_packages
if [ -d "$target" ]; then
  say "code-server $version is in $target"
else
  install_code_server
  say "code-server $version installed in $target"
fi
echo "$target"
