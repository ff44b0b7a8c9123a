# shellcheck shell=bash
# Sourced by editor tests that run in a Debian root: a project in the root, and the test count.
#
# A test sets `editor`, calls `prepare SUITE`, runs the editor with `inside COMMAND...`, prints lines that begin with
# `ok` or `not ok`, and ends with `summary`.

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
passed=0
failed=0

say() { printf '%s: %s\n' "$editor" "$*"; }

ok() {
  passed=$((passed + 1))
  printf 'ok %s\n' "$*"
}

not_ok() {
  failed=$((failed + 1))
  printf 'not ok %s\n' "$*"
}

# Counts the `ok` and `not ok` lines of a log.
tally() {
  passed=$((passed + $(grep -c '^ok ' "$1")))
  failed=$((failed + $(grep -c '^not ok ' "$1")))
}

if [ -z "${ONRECORD_BIN:-}" ]; then
  say "building onrecord"
  (cd "$repo" && cargo build --quiet --locked) || exit 1
  ONRECORD_BIN=${CARGO_TARGET_DIR:-$repo/target}/debug/onrecord
fi

# Creates a folder in the root of a release: the program in bin/, and a project with the seeds, the sample notes and the
# test's own note. Sets root, work (the path from outside) and home (the path from inside). The machine's own editor,
# its configuration and its files are not involved.
prepare() {
  if ! root=$("$repo/tests/editors/debian-root.sh" "$1"); then
    not_ok "$editor: no root for Debian $1"
    summary
  fi
  work=$(mktemp -d "$root/tmp/onrecord.XXXXXX")
  home=${work#"$root"}
  mkdir -p "$work"/{bin,project/notes,project/tests}
  cp "$ONRECORD_BIN" "$work/bin/onrecord"
  cp -r "$repo/seeds" "$work/project/"
  cp -r "$repo/tests/notes" "$work/project/tests/"
  cp "$repo/tests/editors/desk.md" "$work/project/notes/"
  cp -r "$repo/tests/fixtures" "$work/fixtures"
}

# Helix looks itself up in /proc, and a terminal needs /dev/pts. They are mounted for this command only; where mounting
# is not allowed, editors that need neither still run.
namespace=(unshare --mount)
"${namespace[@]}" true 2>/dev/null || namespace=()

# Runs a command in the root, without the machine's environment.
inside() {
  # shellcheck disable=SC2016
  timeout --kill-after=10 300 "${namespace[@]}" sh -c '
    { mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev"; } 2>/dev/null
    exec chroot "$0" "$@"' \
    "$root" env -i -C "$home/project" HOME="$home" LANG=C.UTF-8 TERM=screen-256color \
    PATH="$home/bin:/usr/bin:/bin" "$@" </dev/null
}

# Waits at most five seconds until no process runs a program of the work folder: the editor has ended, so the server
# must too. Then removes the folder.
clean_up() {
  local waited=0
  while find /proc -maxdepth 2 -name exe -lname "$work/*" 2>/dev/null | grep -q .; do
    if [ $waited = 50 ]; then
      not_ok "$editor: the server ends with the editor"
      rm -rf "$work"
      return
    fi
    read -r -t 0.1 <> <(:) || true
    waited=$((waited + 1))
  done
  ok "$editor: the server ends with the editor"
  rm -rf "$work"
}

# The last line of every test, and its exit code.
summary() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" = 0 ]
  exit
}

# Puts a recorder between the editor and the server, after `prepare`.
record() {
  mv "$work/bin/onrecord" "$work/bin/onrecord-server"
  cp "$repo/tests/editors/recorder.pl" "$work/bin/onrecord"
}

# Compares the editor's capabilities with tests/lsp/editors/NAME.json, or writes that file with ONRECORD_BLESS=1.
# Another version of the editor may differ: that is reported, but is not a failure.
recorded() {
  local name=$1 file=$repo/tests/lsp/editors/$1.json
  # The first message: its header gives the length of its body. Keys come in any order, so they are sorted.
  if ! perl -MJSON::PP -e '
    my ($wire) = @ARGV;
    open my $in, "<:raw", $wire or die "nothing was recorded\n";
    local $/; my $all = <$in>;
    my ($length) = $all =~ /^Content-Length: *(\d+)/i or die "no header\n";
    my $params = decode_json(substr $all, index($all, "\r\n\r\n") + 4, $length)->{params};
    $params->{processId} = undef;
    # Its location is irrelevant.
    my %root = (rootPath => "/desk", rootUri => "file:///desk");
    $params->{$_} = $root{$_} for grep { $params->{$_} } keys %root;
    $params->{workspaceFolders} = [{ name => "/desk", uri => "file:///desk" }] if $params->{workspaceFolders};
    my $text = JSON::PP->new->utf8->canonical->indent->indent_length(2)->space_after->encode($params);
    print $text;' "$work/bin/wire" >"$work/announced"; then
    not_ok "$editor: what $name announces is recorded"
  elif [ -n "${ONRECORD_BLESS:-}" ]; then
    cp "$work/announced" "$file"
    ok "$editor: what $name announces is written"
  elif diff -q "$file" "$work/announced" >/dev/null; then
    ok "$editor: $name announces what was recorded"
  elif [ "$(version_in "$file")" != "$(version_in "$work/announced")" ]; then
    say "$name is $(version_in "$work/announced") by now, the recording is of $(version_in "$file"): ONRECORD_BLESS=1 records it anew"
  else
    not_ok "$editor: $name announces what was recorded:"
    diff "$file" "$work/announced" | head -n 20
  fi
}

version_in() { grep -A3 '"clientInfo"' "$1" | sed -n 's/.*"version": "\(.*\)".*/\1/p'; }
