//! Lists of several shapes, read in one way.

use std::slice;

use crate::types::{AssistantFile, Thread, ThreadList, ToolCatalogue, ToolInfo, UploadedFiles};

/// A list that comes bare, or within an object.
pub trait Listed {
    /// What is listed.
    type Item;

    /// The items; none if the shape is one that nobody here knows.
    fn listed(&self) -> Option<&[Self::Item]>;

    /// How many there are beyond this page too, if the server says so.
    fn total(&self) -> Option<i64> {
        None
    }
}

impl Listed for ThreadList {
    type Item = Thread;

    fn listed(&self) -> Option<&[Thread]> {
        match self {
            Self::List(threads) => Some(threads),
            Self::ThreadPage(page) => Some(&page.threads),
            Self::Unknown(_) => None,
        }
    }

    fn total(&self) -> Option<i64> {
        if let Self::ThreadPage(page) = self { Some(page.total) } else { None }
    }
}

impl Listed for ToolCatalogue {
    type Item = ToolInfo;

    fn listed(&self) -> Option<&[ToolInfo]> {
        match self {
            Self::List(tools) => Some(tools),
            Self::ToolList(list) => Some(&list.tools),
            Self::Unknown(_) => None,
        }
    }
}

impl Listed for UploadedFiles {
    type Item = AssistantFile;

    fn listed(&self) -> Option<&[AssistantFile]> {
        match self {
            Self::List(files) => Some(files),
            Self::AssistantFile(file) => Some(slice::from_ref(file)),
            Self::Map(_) | Self::Unknown(_) => None,
        }
    }
}
