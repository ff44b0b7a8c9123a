//! The client's end of the wire: written to as it is, and asked whether it takes a message at once.

use std::io::{BufWriter, Write};

/// Where messages are written to.
pub(super) struct Outlet {
    output: BufWriter<Box<dyn Write + Send>>,
    takes: Takes,
}

/// Whether so many bytes can be written now, without waiting for whoever reads.
type Takes = fn(usize) -> bool;

impl Outlet {
    /// An end of a wire of which is known what it takes.
    pub(super) fn new(output: impl Write + Send + 'static, takes: Takes) -> Self {
        Self { output: BufWriter::new(Box::new(output)), takes }
    }

    /// Any end of a wire, of which nobody knows what it takes.
    pub(super) fn any(output: impl Write + Send + 'static) -> Self {
        Self::new(output, |_| false)
    }

    /// Standard output.
    pub(super) fn standard() -> Self {
        #[cfg(unix)]
        if let Some((output, takes)) = standard::unbuffered() {
            return Self::new(output, takes);
        }
        Self::any(std::io::stdout())
    }

    /// Whether so many bytes can be written now without waiting for whoever reads.
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
    use std::io::stdout;
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;

    /// Standard output past the library's buffer, which writes a message in two pieces, up to the last end of a line in it
    /// and the rest, and so wakes the client twice; and whether it takes so many bytes.
    pub(super) fn unbuffered() -> Option<(File, Takes)> {
        let output = File::from(stdout().as_fd().try_clone_to_owned().ok()?);
        let kind = output.metadata().ok()?.file_type();
        // Of a terminal nobody knows.
        let known = kind.is_fifo() || kind.is_socket();
        Some((output, if known { takes } else { |_| false }))
    }

    /// A pipe is ready when it takes `PIPE_BUF` bytes at least (Linux: when it has a free page, which is as much; the BSDs
    /// and macOS compare with that number), and a socket is when it takes more than that.
    fn takes(bytes: usize) -> bool {
        let stdout = stdout();
        let mut outlet = [PollFd::new(&stdout, PollFlags::OUT)];
        bytes <= PIPE_BUF
            && poll(&mut outlet, Some(&Timespec::default())).is_ok()
            && outlet[0].revents() == PollFlags::OUT
    }
}
