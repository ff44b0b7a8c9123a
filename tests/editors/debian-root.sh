#!/usr/bin/env bash
# Installs the editors of a Debian release into a separate folder, and prints that folder.
#
#   tests/editors/debian-root.sh SUITE...        trixie: Neovim 0.10, Helix, Emacs; sid: Neovim 0.12
#
# Debian 12's own editors are too old, and a test must not replace installed ones. A debootstrap root is a small
# complete system in a folder; `chroot FOLDER nvim` runs that release's editor. It is cached between runs in
# $ONRECORD_TEST_CACHE (~/.cache/onrecord-tests), and rebuilt when its package list changes. The mirror comes from this
# machine's package sources. Progress goes to standard error.
set -euo pipefail

cache=${ONRECORD_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/onrecord-tests}

say() { printf 'debian-root: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

install_debootstrap() {
  command -v debootstrap >/dev/null && return
  say "installing debootstrap"
  apt-get update -q >&2 || say "apt-get update failed; trying with the lists that are there"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends debootstrap >&2
}

# Debian's main archive among this machine's sources; the security archive has no complete release.
mirror() {
  apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
    sed -n 's/^Debian|Debian|//p' | head -n 1
}

# Builds a root of one release: the release, the root, the packages, the log.
make() {
  local scripts=/usr/share/debootstrap/scripts from
  from=$(mirror)
  [ -n "$from" ] || fail "no source of this machine is Debian's own archive (apt-get update may help)"
  rm -rf "$2"
  say "installing $3 of Debian $1 into $2 (about a minute)"
  # sid's script works for releases that this machine's debootstrap does not know.
  local script=$scripts/$1
  [ -e "$script" ] || script=$scripts/sid
  debootstrap --variant=minbase --include="$3" "$1" "$2" "$from" "$script" >"$4" 2>&1 </dev/null
}

root_of() {
  local suite=$1 packages fallback
  case $suite in
  trixie) packages=neovim,hx,tmux,emacs-nox fallback=trixie ;;
  # Debian unstable is sometimes broken for an hour or a day; the testing release is close behind.
  sid) packages=neovim fallback=testing ;;
  *) fail "no root is described for $suite" ;;
  esac
  local root=$cache/$suite log=$cache/$suite.log
  mkdir -p "$cache"
  exec 9>"$cache/$suite.lock"
  flock 9
  # The stamp is written last: a root without it is incomplete and is discarded.
  if [ "$(cat "$root/.onrecord-packages" 2>/dev/null)" != "$packages" ]; then
    [ "$(id -u)" = 0 ] || fail "needs root: debootstrap and chroot do"
    command -v apt-get >/dev/null || fail "needs a Debian machine: without apt-get, $packages cannot be installed"
    install_debootstrap
    if ! make "$suite" "$root" "$packages" "$log"; then
      tail -n 5 "$log" >&2
      say "failed; once more with $fallback"
      if ! make "$fallback" "$root" "$packages" "$log"; then
        tail -n 20 "$log" >&2
        fail "cannot install $packages of Debian $fallback"
      fi
    fi
    rm -rf "$root"/var/cache/apt/archives/*.deb
    printf '%s\n' "$packages" >"$root/.onrecord-packages"
  fi
  say "$suite is in $root ($packages)"
  echo "$root"
}

for suite in "$@"; do
  root_of "$suite"
done
