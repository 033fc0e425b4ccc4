//! The seam between the client and the network: one request in, one answer out, nothing followed, nothing repeated.
//!
//! Credentials, retries, redirects and timers are above it, so that whoever replaces it sees what would be sent.

use std::fmt;
use std::mem;
use std::pin::Pin;
#[cfg(not(target_arch = "wasm32"))]
use std::pin::pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response, Uri};
use reqwest::Url;

pub use super::body::{Body, ByteStream};
use super::future::{BoxError, BoxFuture, MaybeSend, MaybeSync};
pub use super::transport_error::{TransportError, TransportErrorKind};

/// Sends requests.
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends one request, and answers as soon as the headers of the response are there. Dropping the future, or the body
    /// of the answer, ends the exchange.
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>>;

    /// Sends a request that has no URI yet to a URL that is parsed already. This is what the client calls; it is for
    /// transports that would parse the URI again. By default it is [`send`](Self::send) with the URI in its place.
    fn send_to(
        &self,
        url: Url,
        mut request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>> {
        match Uri::try_from(url.as_str()) {
            Ok(uri) => {
                *request.uri_mut() = uri;
                self.send(request)
            }
            Err(error) => refused(error),
        }
    }
}

fn refused<'a>(error: impl Into<BoxError>) -> BoxFuture<'a, Result<Response<ByteStream>, TransportError>> {
    Box::pin(std::future::ready(Err(TransportError::new(TransportErrorKind::Unsupported, error))))
}

/// The transport over `reqwest`.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// Whether the client is ours, so that the features of this crate tell whether it can do TLS.
    own: bool,
}

impl ReqwestTransport {
    /// A transport over a client of our own, which follows no redirects.
    pub fn new(connect_timeout: Option<Duration>) -> Result<Self, TransportError> {
        let client = configured(reqwest::Client::builder(), connect_timeout).build().map_err(unsupported)?;
        Ok(Self { client, own: true })
    }

    /// A transport over a client of the caller's. It should follow no redirects and have no timeout of its own: with
    /// them, credentials may travel further than this crate would let them, and streams end too early.
    pub fn from_client(client: reqwest::Client) -> Self {
        Self { client, own: false }
    }
}

/// The client is not shown: its default headers and its proxies may hold credentials.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ReqwestTransport").field("own", &self.own).finish_non_exhaustive()
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn configured(builder: reqwest::ClientBuilder, connect_timeout: Option<Duration>) -> reqwest::ClientBuilder {
    let builder = builder.redirect(reqwest::redirect::Policy::none()).referer(false);
    match connect_timeout {
        Some(limit) => builder.connect_timeout(limit),
        None => builder,
    }
}

#[cfg(target_arch = "wasm32")]
fn configured(builder: reqwest::ClientBuilder, _: Option<Duration>) -> reqwest::ClientBuilder {
    builder
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>> {
        match Url::parse(&request.uri().to_string()) {
            Ok(url) => self.send_to(url, request),
            Err(error) => refused(error),
        }
    }

    fn send_to(&self, url: Url, request: Request<Body>) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            if self.own && url.scheme() == "https" {
                check_tls()?;
            }
            let (head, body) = request.into_parts();
            #[cfg(target_arch = "wasm32")]
            let body = gathered(body).await?;
            let mut request = reqwest::Request::new(head.method, url);
            *request.headers_mut() = head.headers;
            *request.body_mut() = outgoing(body);
            let mut response = self.client.execute(request).await.map_err(failed)?;
            let mut answer = Response::new(());
            *answer.status_mut() = response.status();
            *answer.headers_mut() = mem::take(response.headers_mut());
            Ok(answer.map(|()| incoming(response)))
        })
    }
}

/// An `https` URL needs one of the features for TLS; reqwest alone would only say that the scheme is not `http`.
pub(super) fn check_tls() -> Result<(), TransportError> {
    if cfg!(any(feature = "rustls", feature = "native-tls", target_arch = "wasm32")) {
        return Ok(());
    }
    let message = "https needs the feature `rustls` or `native-tls` of this crate";
    Err(TransportError::new(TransportErrorKind::Unsupported, message))
}

fn outgoing(body: Body) -> Option<reqwest::Body> {
    match body {
        Body::Bytes(bytes) => Some(reqwest::Body::from(bytes)),
        #[cfg(not(target_arch = "wasm32"))]
        Body::Stream { stream, .. } => Some(reqwest::Body::wrap_stream(stream)),
        Body::Empty => None,
        #[cfg(target_arch = "wasm32")]
        Body::Stream { .. } => None,
    }
}

/// A browser takes whole bodies only.
#[cfg(target_arch = "wasm32")]
async fn gathered(body: Body) -> Result<Body, TransportError> {
    Ok(match body {
        Body::Stream { stream, .. } => Body::Bytes(stream.collect(usize::MAX).await?),
        other => other,
    })
}

#[cfg(not(target_arch = "wasm32"))]
fn incoming(response: reqwest::Response) -> ByteStream {
    ByteStream::new(Incoming(response))
}

/// A browser's bodies are streams alone.
#[cfg(target_arch = "wasm32")]
fn incoming(response: reqwest::Response) -> ByteStream {
    ByteStream::new(Incoming(Box::pin(response.bytes_stream())))
}

struct Incoming<S>(S);

#[cfg(not(target_arch = "wasm32"))]
impl Stream for Incoming<reqwest::Response> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // The future that is dropped here keeps nothing that came: all of it is in the response.
        Poll::Ready(ready!(pin!(self.0.chunk()).poll(cx)).map_err(failed).transpose())
    }
}

#[cfg(target_arch = "wasm32")]
impl<S: Stream<Item = reqwest::Result<Bytes>>> Stream for Incoming<Pin<Box<S>>> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(ready!(self.0.as_mut().poll_next(cx)).map(|chunk| chunk.map_err(failed)))
    }
}

/// The URL is left out of messages: keys may stand in its query.
fn unsupported(error: reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Unsupported, error.without_url())
}

fn failed(error: reqwest::Error) -> TransportError {
    let kind = if is_connect(&error) && error.is_timeout() {
        TransportErrorKind::ConnectTimeout
    } else if is_connect(&error) {
        TransportErrorKind::Connect
    } else if error.is_builder() {
        TransportErrorKind::Unsupported
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, error.without_url())
}

#[cfg(not(target_arch = "wasm32"))]
fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

#[cfg(target_arch = "wasm32")]
fn is_connect(_: &reqwest::Error) -> bool {
    false
}
