//! Bytes that cross the wire as Base64 (RFC 4648): strings of the format `byte`.

use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::json::{Json, JsonError, Reader, ToJson, Writer};

/// Written in the standard alphabet and padded; read with or without padding, in the URL-safe alphabet too.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(pub Vec<u8>);

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

impl Base64 {
    /// The bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl<T: Into<Vec<u8>>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The number of bytes: they may be long, and secret.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

/// The text as it crosses the wire.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(&self.0))
    }
}

impl ToJson for Base64 {
    fn write(&self, writer: &mut Writer) {
        writer.string(&STANDARD.encode(&self.0));
    }
}

impl Json for Base64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        let mut ahead = reader.clone();
        let Ok(text) = ahead.string() else { return Err(reader.mismatch("bytes as Base64")) };
        let engine = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
        match engine.decode(text.as_bytes()) {
            Ok(bytes) => {
                *reader = ahead;
                Ok(Self(bytes))
            }
            Err(_) => Err(reader.mismatch("bytes as Base64")),
        }
    }
}
