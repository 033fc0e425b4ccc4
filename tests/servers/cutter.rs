//! A proxy on the loopback that breaks off an answer after so many bytes, once, and passes on all else.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The proxy; it ends with the program.
#[derive(Clone, Debug)]
pub struct Cutter {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Cutter {
    /// A proxy before `server`, whose first connection ends after `bytes` of the answer.
    pub async fn before(server: &str, bytes: usize) -> Self {
        let server = server.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let limit = if count.fetch_add(1, Ordering::SeqCst) == 0 { bytes } else { usize::MAX };
                tokio::spawn(pass(client, server.clone(), limit));
            }
        });
        Self { address, connections }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn pass(client: TcpStream, server: String, limit: usize) {
    let Ok(server) = TcpStream::connect(server).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let requests = tokio::spawn(async move { tokio::io::copy(&mut from_client, &mut to_server).await });
    let mut left = limit;
    let mut chunk = vec![0; 4096];
    while left > 0 {
        let Ok(read) = from_server.read(&mut chunk).await else { break };
        let kept = read.min(left);
        if read == 0 || to_client.write_all(chunk.get(..kept).unwrap_or_default()).await.is_err() {
            break;
        }
        left -= kept;
    }
    requests.abort();
}
