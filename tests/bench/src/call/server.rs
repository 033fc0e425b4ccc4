//! A server on this machine that gives the same thread to whoever asks.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::thread;

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

const BODY: &str = r#"{"thread_id":"5b1f3c0e-7a52-4b1c-9d0e-2f6a8c4d1e90","project_id":"0a7c1d52","assistant_id":"8f20e6b1",
"name":"Holiday in the mountains","created_at":"2026-03-01T09:30:00Z","updated_at":null,"metadata":{"colour":"blue"}}"#;

/// Starts it, and says where it is. It ends with the program.
pub(super) fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let base = format!("http://{}", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || runtime.block_on(serve(listener)));
    Ok(base)
}

async fn serve(listener: TcpListener) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer)));
    }
}

async fn answer<B>(_: Request<B>) -> Result<Response<Full<Bytes>>, Infallible> {
    let mut response = Response::new(Full::new(Bytes::from_static(BODY.as_bytes())));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}
