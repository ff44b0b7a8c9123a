//! Starting the server on two pipes.

use super::output::Output;
use super::pipes::{Inlet, Outlet};
use super::{backend, transport};
use std::io::{Read, Write};
use std::process::ExitCode;

/// Serves on standard input and output until the client sends `exit` or closes its end. Returns the exit code: 0 after
/// `shutdown`, else 1.
pub fn run() -> ExitCode {
    start(Inlet::standard(), Outlet::standard())
}

/// Serves one client on any two pipes, like [`run`] on the standard ones.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> ExitCode {
    start(Inlet::any(input), Outlet::any(output))
}

fn start(inlet: Inlet, outlet: Outlet) -> ExitCode {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("onrecord: cannot start the server: {error}");
            return ExitCode::from(2);
        }
    };
    let code = runtime.block_on(async {
        let (output, written) = Output::to(outlet);
        let (service, socket) = backend::service(output.weak());
        transport::serve(service, socket, inlet, (output, written)).await
    });
    // The thread that reads standard input cannot be interrupted: do not wait for it.
    runtime.shutdown_background();
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use super::super::transport::GRACE_AT_END;
    use super::*;

    #[test]
    fn nobody_waits_when_no_request_is_at_work() {
        let begun = std::time::Instant::now();
        serve(std::io::empty(), std::io::sink());
        assert!(begun.elapsed() < GRACE_AT_END);
    }
}
