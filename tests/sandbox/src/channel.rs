//! Bodies that are written by a task, piece by piece, no faster than they are read.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use http_body::Frame;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// The end of a body into which a task writes.
#[derive(Clone, Debug)]
pub(crate) struct Pieces {
    sender: Sender<io::Result<Bytes>>,
}

/// Nobody reads the body any more.
pub(crate) struct Gone;

/// A body, and what writes it. One piece is under way at most, so that a slow reader is felt.
pub(crate) fn channel() -> (Pieces, Body) {
    let (sender, receiver) = mpsc::channel(1);
    (Pieces { sender }, Body::new(Pulled { receiver }))
}

impl Pieces {
    /// Sends a piece once there is room for it.
    pub(crate) async fn send(&self, piece: impl Into<Bytes>) -> Result<(), Gone> {
        self.sender.send(Ok(piece.into())).await.map_err(|_| Gone)
    }

    /// Ends the body without its end: what was sent arrives, and then the connection breaks.
    pub(crate) async fn fail(&self) {
        // An error overtakes what has not been written yet.
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let _ = self.sender.send(Err(io::ErrorKind::ConnectionAborted.into())).await;
    }

    /// Waits until nobody reads the body any more.
    pub(crate) async fn gone(&self) {
        self.sender.closed().await;
    }
}

struct Pulled {
    receiver: Receiver<io::Result<Bytes>>,
}

impl http_body::Body for Pulled {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.receiver.poll_recv(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
