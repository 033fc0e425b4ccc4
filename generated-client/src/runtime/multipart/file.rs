//! Files as parts.

use std::io;
use std::path::PathBuf;

use tokio::io::AsyncRead;

use super::super::body::BodyBytes;
use super::super::future::MaybeSend;
use super::Part;

impl Part {
    /// A file, called as it is on this machine, read while it is sent. It is opened for each attempt, so the request can
    /// be sent again; an error if it cannot be opened now, or is no file.
    pub async fn path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let part = Self::new(BodyBytes::file(path).await?);
        Ok(match name {
            Some(name) => part.file_name(name),
            None => part,
        })
    }

    /// A part that is read while it is sent, and so can be sent once. A known `length` is announced to the server.
    pub fn reader(reader: impl AsyncRead + MaybeSend + 'static, length: Option<u64>) -> Self {
        Self::new(BodyBytes::reader(reader, length))
    }
}
