//! The two pipes to the client, bypassing the library's buffers, with what they can say: whether input is waiting, and
//! whether a write would block.

use super::frames::{Frame, read_frame};
use std::io::{BufReader, BufWriter, Read, Write};

/// Where messages come from.
pub(super) struct Inlet {
    input: BufReader<Box<dyn Read + Send>>,
    more: More,
}

/// Where messages are written to.
pub(super) struct Outlet {
    output: BufWriter<Box<dyn Write + Send>>,
    takes: Takes,
}

/// Whether unread input is waiting.
type More = fn() -> bool;

/// Whether this many bytes can be written without blocking.
type Takes = fn(usize) -> bool;

impl Inlet {
    /// Any pipe, which cannot tell whether input is waiting.
    pub(super) fn any(input: impl Read + Send + 'static) -> Self {
        Self { input: BufReader::new(Box::new(input)), more: || false }
    }

    /// Standard input.
    pub(super) fn standard() -> Self {
        #[cfg(unix)]
        if let Some(input) = standard::input() {
            return Self { input: BufReader::new(Box::new(input)), more: standard::more };
        }
        Self::any(std::io::stdin())
    }

    /// Waits for the next message; `None` at the end.
    pub(super) fn frame(&mut self) -> Option<Frame> {
        read_frame(&mut self.input)
    }

    /// Whether there is something to read.
    pub(super) fn has_more(&self) -> bool {
        !self.input.buffer().is_empty() || (self.more)()
    }
}

impl Outlet {
    /// A pipe that tells what it takes.
    pub(super) fn new(output: impl Write + Send + 'static, takes: Takes) -> Self {
        Self { output: BufWriter::new(Box::new(output)), takes }
    }

    /// Any pipe, which cannot tell what it takes.
    pub(super) fn any(output: impl Write + Send + 'static) -> Self {
        Self::new(output, |_| false)
    }

    /// Standard output.
    pub(super) fn standard() -> Self {
        #[cfg(unix)]
        if let Some((output, takes)) = standard::output() {
            return Self::new(output, takes);
        }
        Self::any(std::io::stdout())
    }

    /// Whether this many bytes can be written without blocking.
    pub(super) fn takes(&self, bytes: usize) -> bool {
        (self.takes)(bytes)
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.output.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.output.flush()
    }
}

#[cfg(unix)]
mod standard {
    use super::Takes;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::pipe::PIPE_BUF;
    use std::fs::File;
    use std::io::{stdin, stdout};
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;

    /// Standard input. The library's own buffer would hide waiting input.
    pub(super) fn input() -> Option<File> {
        Some(File::from(stdin().as_fd().try_clone_to_owned().ok()?))
    }

    /// Whether standard input has something to read.
    pub(super) fn more() -> bool {
        is_ready(stdin(), PollFlags::IN)
    }

    /// Standard output, and what it takes. The library would write a message in two pieces, up to the last line end and
    /// the rest, and so wake the client twice.
    pub(super) fn output() -> Option<(File, Takes)> {
        let output = File::from(stdout().as_fd().try_clone_to_owned().ok()?);
        let kind = output.metadata().ok()?.file_type();
        // A terminal cannot tell.
        let known = kind.is_fifo() || kind.is_socket();
        Some((output, if known { takes } else { |_| false }))
    }

    /// A pipe is ready if it takes at least `PIPE_BUF` bytes (Linux: if it has a free page, which is as much; the BSDs
    /// and macOS compare with that number), and a socket if it takes more than that.
    fn takes(bytes: usize) -> bool {
        bytes <= PIPE_BUF && is_ready(stdout(), PollFlags::OUT)
    }

    /// Whether a pipe whose other end is open can be read or written now.
    pub(super) fn is_ready(pipe: impl AsFd, what: PollFlags) -> bool {
        let mut pipes = [PollFd::new(&pipe, what)];
        let asked = poll(&mut pipes, Some(&Timespec::default()));
        let told = pipes[0].revents();
        asked.is_ok() && told.contains(what) && !told.contains(PollFlags::ERR)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::standard::is_ready;
    use rustix::event::PollFlags;
    use rustix::pipe::PIPE_BUF;
    use std::io::{Read, Write, pipe};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    /// Writes as long as the pipe says that it takes the largest write at once. A blocking write would block forever,
    /// since nobody reads.
    fn filled(mut output: impl Write + AsFd) -> usize {
        let mut times = 0;
        while is_ready(&output, PollFlags::OUT) {
            output.write_all(&[b'x'; PIPE_BUF]).unwrap();
            times += 1;
        }
        times
    }

    #[test]
    fn what_is_taken_at_once_is_never_waited_for() {
        let (mut input, output) = pipe().unwrap();
        assert!(!is_ready(&input, PollFlags::IN), "nothing has come");
        assert!(filled(&output) > 0);
        assert!(is_ready(&input, PollFlags::IN));
        input.read_exact(&mut [0; PIPE_BUF]).unwrap();
        assert!(is_ready(&output, PollFlags::OUT), "there is room again");

        let (_client, server) = UnixStream::pair().unwrap();
        assert!(filled(&server) > 0);
    }

    #[test]
    fn a_client_that_is_gone_takes_nothing() {
        let (input, output) = pipe().unwrap();
        drop(input);
        assert!(!is_ready(&output, PollFlags::OUT));
    }
}
