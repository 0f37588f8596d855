//! The editor door: a language server over standard input and output.
//!
//! From the outside in: `transport` and `dispatch` carry messages, `backend` is the table of methods,
//! `session` is what they share, `convert` turns places and words into the protocol's and back.

mod backend;
mod beside;
mod capabilities;
mod clock;
mod configure;
mod convert;
mod dispatch;
mod documents;
mod editor;
mod engine;
mod explain;
mod fix_all;
mod frame;
mod inspect;
mod lenient;
mod log;
mod message;
mod outbox;
mod path;
mod picture;
mod publish;
mod pull;
mod resolve;
mod search;
mod session;
mod settings;
mod templates;
mod transport;
mod unanswered;
mod work;

pub use engine::Engine;

use std::io::{Read, Write};

/// Serves one client on standard input and output until it leaves; returns the exit code.
pub fn serve_stdio() -> u8 {
    match pipes() {
        Ok((input, output)) => serve(Engine::default(), input, output),
        Err(error) => {
            log::line(format_args!("no standard input or output: {error}"));
            1
        }
    }
}

/// Serves one client on any pair of pipes until it leaves; returns the exit code:
/// 0 after `shutdown`, 1 where the client went without it.
pub fn serve(engine: Engine, reader: impl Read + Send + 'static, writer: impl Write + Send + 'static) -> u8 {
    transport::serve(reader, writer, |outbox| backend::service(engine, outbox))
}

/// Standard input and output without the buffers of the standard library, which cut a message in two writes.
#[cfg(unix)]
fn pipes() -> std::io::Result<(std::fs::File, std::fs::File)> {
    use std::os::fd::AsFd;
    let input = std::io::stdin().as_fd().try_clone_to_owned()?;
    let output = std::io::stdout().as_fd().try_clone_to_owned()?;
    Ok((input.into(), output.into()))
}

#[cfg(windows)]
fn pipes() -> std::io::Result<(std::fs::File, std::fs::File)> {
    use std::os::windows::io::AsHandle;
    let input = std::io::stdin().as_handle().try_clone_to_owned()?;
    let output = std::io::stdout().as_handle().try_clone_to_owned()?;
    Ok((input.into(), output.into()))
}
