#!/usr/bin/perl
# Sits between an editor and the server and records what the editor sends, in `wire` beside this script. A test puts it
# where the editor looks for `onrecord`, with the server beside it as `onrecord-server`. Ends when the server ends.
use strict;
use warnings;

my ($here) = $0 =~ m{^(.*)/};
my @server = ("$here/onrecord-server", @ARGV);
exec @server unless ($ARGV[0] // '') eq 'lsp';
# An editor may start several servers: only the first is recorded.
open my $wire, '>:raw', -e "$here/wire" ? '/dev/null' : "$here/wire" or die $!;
my $pid = open my $pipe, '|-:raw', @server or die $!;
$SIG{CHLD} = sub { exit($? >> 8) if waitpid($pid, 0) == $pid };
while (sysread STDIN, my $bytes, 65536) {
    syswrite $wire, $bytes;
    syswrite $pipe, $bytes;
}
$SIG{CHLD} = 'DEFAULT';
close $pipe;
exit($? >> 8);
