//! The language server: the only room that knows tower-lsp, tokio, dashmap and the protocol's types.
//!
//! `transport` keeps the order of the wire, `output` is the way back to the client, `pipes` is what both rest on, `session`
//! holds the state, `backend` lists the methods, `methods/` has one file for each, `convert` is the only place where byte
//! spans meet lines and columns. `loading`, `diagnostics`, `watching` and `rest` are the tasks that run beside the handlers; a
//! handler changes the state or takes its snapshot before its first `await`, and never waits for the client.

mod amendment;
mod backend;
mod capabilities;
mod colours;
mod configuration;
mod convert;
mod diagnosis;
mod diagnostics;
mod edits;
mod frames;
mod loading;
mod markdown;
mod methods;
mod outbox;
mod output;
mod pages;
mod pipes;
mod protocol;
mod rest;
mod session;
mod transport;
mod turns;
mod watching;
mod wishes;

pub use markdown::markdown;
use output::Output;
use pipes::{Inlet, Outlet};
use std::io::{Read, Write};
use std::process::ExitCode;

/// Serves on standard input and output until the client says `exit` or closes its end. Returns the exit code: 0 after
/// `shutdown`, else 1.
pub fn run() -> ExitCode {
    serve_at(Inlet::standard(), Outlet::standard())
}

/// Serves one client on any two pipes, as [`run`] does on the standard ones.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> ExitCode {
    serve_at(Inlet::any(input), Outlet::any(output))
}

fn serve_at(inlet: Inlet, outlet: Outlet) -> ExitCode {
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
    // Standard input is read on a thread that cannot be interrupted: do not wait for it.
    runtime.shutdown_background();
    ExitCode::from(code)
}
