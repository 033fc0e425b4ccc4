//! A connection whose end can be made an ugly one: a reset, a close in the midst of a race, or one that lingers.
//!
//! What is written and when is the business of the answers; here is only what HTTP libraries keep from their users.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;

/// How long a connection waits for what its client still sends.
const LINGER: Duration = Duration::from_secs(5);

/// How a connection is to end. Faults set it; by default it ends as HTTP says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    flags: Arc<Flags>,
}

#[derive(Debug, Default)]
struct Flags {
    resets: AtomicBool,
    lingers: AtomicBool,
    races: AtomicBool,
}

impl Ending {
    /// The connection ends by a reset.
    pub(crate) fn reset(&self) {
        self.flags.resets.store(true, Ordering::SeqCst);
    }

    /// The connection reads what its client still sends before it closes, so that the answer is not lost.
    pub(crate) fn linger(&self) {
        self.flags.lingers.store(true, Ordering::SeqCst);
    }

    /// The connection closes as soon as the next request comes, without an answer.
    pub(crate) fn race(&self) {
        self.flags.races.store(true, Ordering::SeqCst);
    }
}

/// A connection with its ending.
pub(crate) struct Wire {
    stream: TcpStream,
    ending: Ending,
}

impl Wire {
    pub(crate) fn new(stream: TcpStream, ending: Ending) -> Self {
        Self { stream, ending }
    }

    /// Closes the connection after the last answer.
    pub(crate) async fn close(mut self) {
        if self.ending.flags.lingers.load(Ordering::SeqCst) && self.stream.shutdown().await.is_ok() {
            let mut rest = vec![0; 64 * 1024];
            let drained = async { while self.stream.read(&mut rest).await.is_ok_and(|length| length > 0) {} };
            let _ = tokio::time::timeout(LINGER, drained).await;
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.ending.flags.resets.load(Ordering::SeqCst) {
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.ending.flags.races.load(Ordering::SeqCst) {
            // What comes is thrown away, and looks like the end.
            let mut away = [0; 1024];
            return Pin::new(&mut self.stream).poll_read(cx, &mut ReadBuf::new(&mut away));
        }
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
