//! A server on the loopback that answers by a script, and keeps what it was asked.
//!
//! It speaks as much HTTP/1.1 as one request a connection needs, and judges nothing: that is for the tests.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, JoinSet};

/// An answer of the script.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    Send(Vec<u8>),
    Pause(Duration),
    Hold,
    AwaitClose,
}

impl Answer {
    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), steps: Vec::new() }
    }

    /// An answer with a body of known length.
    pub fn new(status: u16, media_type: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let length = body.len().to_string();
        Self::empty(status).header("content-type", media_type).header("content-length", &length).bytes(body)
    }

    /// An answer in JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, "application/json", body)
    }

    /// The head of an answer whose body comes in chunks; it breaks off unless [`Self::end`] is called.
    pub fn chunked(media_type: &str) -> Self {
        Self::empty(200).header("content-type", media_type).header("transfer-encoding", "chunked")
    }

    /// A stream of events as the backend's framework sends it, in pieces of `size` bytes and without its end.
    pub fn events(text: &str, size: usize) -> Self {
        let answer = Self::chunked("text/event-stream; charset=utf-8").header("cache-control", "no-store");
        text.as_bytes().chunks(size).fold(answer, Self::chunk)
    }

    /// The same with a further header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with these bytes after it, as they are.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.steps.push(Step::Send(bytes.to_vec()));
        self
    }

    /// The same with one more chunk.
    #[must_use]
    pub fn chunk(self, bytes: &[u8]) -> Self {
        let size = format!("{:x}\r\n", bytes.len());
        self.bytes(&[size.as_bytes(), bytes, b"\r\n"].concat())
    }

    /// The same with the chunk that ends the body.
    #[must_use]
    pub fn end(self) -> Self {
        self.bytes(b"0\r\n\r\n")
    }

    /// The same with a pause.
    #[must_use]
    pub fn pause(mut self, length: Duration) -> Self {
        self.steps.push(Step::Pause(length));
        self
    }

    /// The same, going on when [`Server::release`] is called.
    #[must_use]
    pub fn hold(mut self) -> Self {
        self.steps.push(Step::Hold);
        self
    }

    /// The same, waiting until the client closes the connection.
    #[must_use]
    pub fn await_close(mut self) -> Self {
        self.steps.push(Step::AwaitClose);
        self
    }

    fn head(&self) -> String {
        let headers: Vec<_> = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("HTTP/1.1 {} X\r\nconnection: close\r\n{}\r\n", self.status, headers.concat())
    }
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path as it was encoded.
    pub path: String,
    /// The query as it was encoded, empty where there is none.
    pub query: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    fn parse(head: &str, body: Vec<u8>) -> Self {
        let (line, headers) = head.split_once("\r\n").unwrap_or((head, ""));
        let mut words = line.split(' ').map(str::to_owned);
        let method = words.next().unwrap_or_default();
        let target = words.next().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let headers = headers.split("\r\n").filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { method, path: path.to_owned(), query: query.to_owned(), headers, body }
    }

    /// The first line without the version: `GET /threads/?limit=2`.
    pub fn line(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", self.method, self.path, self.query)
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    url: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    script: Mutex<VecDeque<Answer>>,
    received: Mutex<Vec<Received>>,
    released: Semaphore,
    closed: Semaphore,
}

impl Server {
    /// Starts a server that gives these answers in turn.
    pub async fn start(script: impl IntoIterator<Item = Answer>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            script: Mutex::new(script.into_iter().collect()),
            received: Mutex::default(),
            released: Semaphore::new(0),
            closed: Semaphore::new(0),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { url, shared, task })
    }

    /// Its address as a URL without a path.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What it was asked so far.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// What it was asked.
    ///
    /// # Panics
    /// Unless it was asked once.
    pub fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }

    /// Lets an answer go on that holds.
    pub fn release(&self) {
        self.shared.released.add_permits(1);
    }

    /// Waits until a client has closed the connection of an answer that waits for it.
    pub async fn closed(&self) {
        pass(&self.shared.closed).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(mut stream: TcpStream, shared: Arc<Shared>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let request = read_request(&mut stream).await?;
    lock(&shared.received).push(request);
    let answer = lock(&shared.script).pop_front();
    let answer = answer.unwrap_or_else(|| Answer::new(500, "text/plain", "the script has no more answers"));
    stream.write_all(answer.head().as_bytes()).await?;
    for step in answer.steps {
        match step {
            Step::Send(bytes) => {
                stream.write_all(&bytes).await?;
                tokio::task::yield_now().await;
            }
            Step::Pause(length) => tokio::time::sleep(length).await,
            Step::Hold => pass(&shared.released).await,
            Step::AwaitClose => {
                while stream.read(&mut [0; 64]).await.is_ok_and(|length| length > 0) {}
                shared.closed.add_permits(1);
            }
        }
    }
    stream.shutdown().await
}

async fn read_request(stream: &mut TcpStream) -> io::Result<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        read_more(stream, &mut bytes).await?;
    };
    let body = bytes.split_off(end + 4);
    let mut request = Received::parse(&String::from_utf8_lossy(&bytes), body);
    if request.header("transfer-encoding").is_some() {
        while !request.body.ends_with(b"0\r\n\r\n") {
            read_more(stream, &mut request.body).await?;
        }
        request.body = without_chunks(&request.body);
    }
    let length = request.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    while request.body.len() < length {
        read_more(stream, &mut request.body).await?;
    }
    Ok(request)
}

async fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<()> {
    match stream.read_buf(bytes).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

/// The content of a chunked body (RFC 9112, section 7.1).
fn without_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let (size, tail) = rest.split_at(end);
        let size = usize::from_str_radix(&String::from_utf8_lossy(size), 16).unwrap_or(0);
        let (chunk, tail) = tail.get(2..).and_then(|tail| tail.split_at_checked(size)).unwrap_or_default();
        content.extend_from_slice(chunk);
        rest = tail.get(2..).unwrap_or_default();
    }
    content
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for a permit and uses it up. The semaphores are never closed.
async fn pass(semaphore: &Semaphore) {
    if let Ok(permit) = semaphore.acquire().await {
        permit.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_taken_apart() {
        let request = Received::parse("POST /a%2Fb?x=1&y HTTP/1.1\r\nHost: h\r\nX-A: 1: 2\r\n", b"body".to_vec());
        assert_eq!(request.line(), "POST /a%2Fb?x=1&y");
        assert_eq!((request.path.as_str(), request.query.as_str()), ("/a%2Fb", "x=1&y"));
        assert_eq!((request.header("x-a"), request.header("x-b")), (Some("1: 2"), None));
        assert_eq!(request.text(), "body");
    }

    #[test]
    fn chunks_are_joined() {
        assert_eq!(without_chunks(b"3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n"), b"abc0123456789");
    }
}
