//! Bodies in the encodings of HTTP, piece by piece: what was sent can be read at once.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

/// An encoder of either kind.
pub(super) enum Encoder {
    Gzip(GzEncoder<Vec<u8>>),
    /// Brotli (RFC 7932) in blocks that are not compressed.
    Brotli {
        has_begun: bool,
    },
}

impl Encoder {
    pub(super) fn new(name: &str) -> Self {
        match name {
            "gzip" => Self::Gzip(GzEncoder::new(Vec::new(), Compression::fast())),
            _ => Self::Brotli { has_begun: false },
        }
    }

    /// A piece, encoded.
    pub(super) fn piece(&mut self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Gzip(encoder) => {
                // Writing to memory does not fail.
                let _ = encoder.write_all(bytes).and_then(|()| encoder.flush());
                std::mem::take(encoder.get_mut())
            }
            Self::Brotli { has_begun } => bytes.chunks(1 << 16).flat_map(|block| stored(block, has_begun)).collect(),
        }
    }

    /// What comes after the last piece.
    pub(super) fn end(self) -> Vec<u8> {
        match self {
            Self::Gzip(encoder) => encoder.finish().unwrap_or_default(),
            // The window, if nothing has said it; then the last block, which is empty.
            Self::Brotli { has_begun } => vec![if has_begun { 0b11 } else { 0b110 }],
        }
    }
}

/// A block as it is. Bits come lowest first: the size of the window (once), not the last, four nibbles of length, the
/// length less one, not compressed (RFC 7932, section 9.2).
fn stored(block: &[u8], has_begun: &mut bool) -> Vec<u8> {
    let length = u32::try_from(block.len()).unwrap_or_default().saturating_sub(1);
    let head = (length << 3) | (1 << 19);
    let head = if std::mem::replace(has_begun, true) { head } else { head << 1 };
    [head.to_le_bytes().split_at(3).0, block].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_begins_once() {
        let mut encoder = Encoder::new("br");
        assert_eq!(encoder.piece(b"ab"), [0b0001_0000, 0, 0b1_0000, b'a', b'b']);
        assert_eq!(encoder.piece(b"c"), [0, 0, 0b1000, b'c']);
        assert_eq!(encoder.end(), [0b11]);
    }

    #[test]
    fn gzip_can_be_read_after_each_piece() {
        let mut encoder = Encoder::new("gzip");
        assert!(encoder.piece(b"hello").starts_with(&[0x1f, 0x8b]));
        assert!(!encoder.piece(b"world").is_empty());
    }
}
