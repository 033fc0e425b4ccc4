//! Connections to requests: accepts on the loopback and speaks HTTP/1.1.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower_service::Service as _;

use crate::wire::{Ending, Wire};

/// Serves until it is dropped.
pub(crate) async fn serve(listener: TcpListener, router: Router) {
    let mut connections = JoinSet::new();
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(connection(stream, router.clone()));
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: TcpStream, router: Router) {
    // Events are small, and each is to arrive when it is sent.
    let _ = stream.set_nodelay(true);
    let ending = Ending::default();
    let wire = Wire::new(stream, ending.clone());
    let service = service_fn(move |request: Request<Incoming>| {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(ending.clone());
        answer(router.clone(), Request::from_parts(parts, Body::new(body)))
    });
    let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(wire), service);
    if let Ok(parts) = connection.without_shutdown().await {
        parts.io.into_inner().close().await;
    }
}

async fn answer(mut router: Router, request: Request<Body>) -> Result<Response, Infallible> {
    router.call(request).await
}
