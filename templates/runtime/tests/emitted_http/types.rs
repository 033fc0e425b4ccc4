//! Types of the hand-written API, and how they cross the wire.

use crate::runtime::json::{Json, JsonError, JsonErrorKind, Reader, ToJson, Writer};
use crate::runtime::macros::multipart;
use crate::runtime::{DateTime, Event, Part, UnknownEvent};

/// A conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    pub name: String,
    pub updated_at: DateTime,
}

impl ToJson for Thread {
    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        writer.member("name", &self.name);
        writer.member("updated_at", &self.updated_at);
        writer.end_object();
    }
}

impl Json for Thread {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        let (mut name, mut updated_at) = (None, None);
        reader.object(&mut |member, value| match member {
            "name" => String::read(value).map(|text| name = Some(text)),
            "updated_at" => DateTime::read(value).map(|time| updated_at = Some(time)),
            _ => value.skip(),
        })?;
        match (name, updated_at) {
            (Some(name), Some(updated_at)) => Ok(Self { name, updated_at }),
            _ => Err(JsonError::new(JsonErrorKind::Missing, "a member is missing", 0)),
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    pub detail: String,
}

impl ToJson for Detail {
    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        writer.member("detail", &self.detail);
        writer.end_object();
    }
}

impl Json for Detail {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        let mut detail = None;
        reader.object(&mut |member, value| match member {
            "detail" => String::read(value).map(|text| detail = Some(text)),
            _ => value.skip(),
        })?;
        let detail = detail.ok_or_else(|| JsonError::new(JsonErrorKind::Missing, "`detail` is missing", 0))?;
        Ok(Self { detail })
    }
}

/// Files with a setting.
#[derive(Clone, Debug)]
pub struct UploadFiles {
    pub files: Vec<Part>,
    pub config: Option<Vec<i64>>,
    pub note: String,
}

multipart!(UploadFiles {
    constant "type" = "upload",
    files: each "files" file,
    config: optional "config" json "application/vnd.config+json",
    note: required "note" text,
});

/// Events of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum RunEvent {
    Metadata(Detail),
    Data(Vec<i64>),
    End,
    Unknown(UnknownEvent),
}

impl Event for RunEvent {
    fn read(name: &str, data: &str) -> Result<Self, JsonError> {
        Ok(match name {
            "metadata" => Self::Metadata(crate::runtime::json::from_str(data)?),
            "data" => Self::Data(crate::runtime::json::from_str(data)?),
            "end" => Self::End,
            _ => Self::Unknown(UnknownEvent::new(name, data)),
        })
    }
}
