//! A server on the loopback that answers by a script, one answer a connection, and keeps what it was asked.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One thing that the server does with a connection.
#[derive(Clone)]
pub enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Waits until the client goes away.
    Wait,
}

/// An answer.
#[derive(Clone)]
pub struct Reply {
    steps: Vec<Step>,
}

impl Reply {
    /// An answer of this status with headers and a whole body.
    pub fn new(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let head = head(status, headers, &format!("content-length: {}\r\n", body.len()));
        Self { steps: vec![Step::Send([head.as_bytes(), body.as_bytes()].concat())] }
    }

    /// JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, &[("content-type", "application/json")], body)
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::new(status, &[("location", location)], "")
    }

    /// A body in chunks, each sent alone, with its end.
    pub fn chunks(media_type: &str, chunks: &[&[u8]]) -> Self {
        let mut reply = Self::cut(media_type, chunks);
        reply.steps.push(Step::Send(b"0\r\n\r\n".to_vec()));
        reply
    }

    /// A body in chunks that breaks off.
    pub fn cut(media_type: &str, chunks: &[&[u8]]) -> Self {
        let head = head(200, &[("content-type", media_type)], "transfer-encoding: chunked\r\n");
        let mut steps = vec![Step::Send(head.into_bytes())];
        for chunk in chunks {
            let framed = [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
            steps.push(Step::Send(framed));
        }
        Self { steps }
    }

    /// These bytes.
    pub fn raw(text: &str) -> Self {
        Self { steps: vec![Step::Send(text.as_bytes().to_vec())] }
    }

    /// Nothing at all: the connection is closed.
    pub fn nothing() -> Self {
        Self { steps: Vec::new() }
    }

    /// The same, and then the server waits until the client goes away.
    #[must_use]
    pub fn and_wait(mut self) -> Self {
        self.steps.push(Step::Wait);
        self
    }
}

fn head(status: u16, headers: &[(&str, &str)], more: &str) -> String {
    let headers: Vec<_> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let headers = headers.concat();
    format!("HTTP/1.1 {status} X\r\nconnection: close\r\n{headers}{more}\r\n")
}

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Asked {
    /// A header, its values joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self.headers.iter().filter(|(known, _)| known == name).map(|(_, v)| v.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// `GET /threads/`
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    gone: Arc<tokio::sync::Semaphore>,
    task: tokio::task::JoinHandle<()>,
}

impl Server {
    /// Starts a server that gives these answers in turn, and the last one from then on.
    pub async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (asked, gone) = (Arc::new(Mutex::new(Vec::new())), Arc::new(tokio::sync::Semaphore::new(0)));
        let (record, went) = (Arc::clone(&asked), Arc::clone(&gone));
        let task = tokio::spawn(async move {
            for turn in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let reply = replies.get(turn).or(replies.last()).cloned().unwrap_or_else(Reply::nothing);
                serve(stream, reply, &record, &went).await;
            }
        });
        Self { address, asked, gone, task }
    }

    /// Its address, as a URL with this path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// What it was asked, if that was one thing.
    pub fn only(&self) -> Asked {
        let asked = self.asked();
        assert_eq!(asked.len(), 1, "{asked:?}");
        asked[0].clone()
    }

    /// Waits until a client that was being waited for has gone away.
    pub async fn client_gone(&self) {
        self.gone.acquire().await.unwrap().forget();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, reply: Reply, asked: &Mutex<Vec<Asked>>, gone: &tokio::sync::Semaphore) {
    let Some(request) = read(&mut stream).await else { return };
    asked.lock().unwrap().push(request);
    for step in reply.steps {
        match step {
            Step::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
                stream.flush().await.unwrap();
                tokio::task::yield_now().await;
            }
            Step::Wait => {
                while stream.read(&mut [0; 1024]).await.is_ok_and(|length| length > 0) {}
                gone.add_permits(1);
            }
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        more(stream, &mut bytes).await?;
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut asked = Asked { method, target, headers, body: bytes.split_off(end + 4) };
    if let Some(length) = asked.header("content-length").map(|length| length.parse::<usize>().unwrap()) {
        while asked.body.len() < length {
            more(stream, &mut asked.body).await?;
        }
    } else if asked.header("transfer-encoding").is_some() {
        while !asked.body.ends_with(b"0\r\n\r\n") {
            more(stream, &mut asked.body).await?;
        }
        asked.body = dechunked(&asked.body);
    }
    Some(asked)
}

async fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 4096];
    let length = stream.read(&mut buffer).await.ok().filter(|length| *length > 0)?;
    bytes.extend_from_slice(&buffer[..length]);
    Some(())
}

fn dechunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n").unwrap();
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 2 + length + 2..];
    }
}
