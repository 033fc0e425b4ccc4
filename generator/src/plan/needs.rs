//! What the crate needs beyond its own code: dependencies, and those parts of the runtime that not every API can use.

use std::collections::BTreeSet;

use super::{options, usage};
use crate::ir::{
    Answer, Api, BodyForm, Content, FieldEncoding, Operation, Output, Scalar, SecurityKind, Shape, TypeRef, Wire,
};
use crate::names::Names;

/// What the crate needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// `uuid`.
    pub uuid: bool,
    /// Parts of the runtime; the others are not copied.
    pub parts: BTreeSet<RuntimePart>,
}

/// A part of the runtime that an API can do without. Which files it is stands in `emit::runtime`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuntimePart {
    /// Strings of the format `byte`.
    Base64,
    /// Strings of the format `date-time`.
    DateTime,
    /// Headers that answers declare.
    Headers,
    /// Bodies of several parts, and files in them.
    Multipart,
    /// Parts whose values are written in a style.
    MultipartStyles,
    /// Tokens that are fetched from where the document says.
    Oauth,
    /// Answers in pages.
    Paging,
    /// Servers to choose from.
    Servers,
    /// Streams of events.
    Streams,
    /// Streams that go on where they broke off.
    StreamResume,
    /// The text of streams that say where it is.
    StreamText,
    /// Tokens that are kept until they end.
    Tokens,
    /// Arrays of a fixed length.
    Tuples,
    /// Types that are one of several.
    Unions,
}

impl RuntimePart {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Base64,
        Self::DateTime,
        Self::Headers,
        Self::Multipart,
        Self::MultipartStyles,
        Self::Oauth,
        Self::Paging,
        Self::Servers,
        Self::Streams,
        Self::StreamResume,
        Self::StreamText,
        Self::Tokens,
        Self::Tuples,
        Self::Unions,
    ];
}

/// Looks once at every type and every operation.
pub(crate) fn needs(api: &Api, names: &Names) -> Needs {
    let mut needs = Needs::default();
    if !names.servers.is_empty() {
        needs.parts.insert(RuntimePart::Servers);
    }
    for scheme in &api.security_schemes {
        match &scheme.kind {
            SecurityKind::Bearer => drop(needs.parts.insert(RuntimePart::Tokens)),
            SecurityKind::Oauth2(_) => drop(needs.parts.insert(RuntimePart::Oauth)),
            SecurityKind::Basic
            | SecurityKind::ApiKey { .. }
            | SecurityKind::OtherHttp(_)
            | SecurityKind::MutualTls => {}
        }
    }
    for def in &api.types {
        needs.shape(&def.shape);
        if def.wire == Wire::Multipart {
            needs.parts.insert(RuntimePart::Multipart);
        }
    }
    api.operations.iter().for_each(|operation| needs.operation(operation));
    api.incoming.iter().flat_map(|incoming| &incoming.payload).for_each(|ty| needs.ty(ty));
    needs
}

impl Needs {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Union(_) => drop(self.parts.insert(RuntimePart::Unions)),
            Shape::Events(_) => drop(self.parts.insert(RuntimePart::Streams)),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => {}
        }
        usage::parts(shape, &mut |ty| self.ty(ty));
    }

    fn operation(&mut self, operation: &Operation) {
        for option in operation.body.iter().flat_map(|body| &body.options) {
            let BodyForm::Multipart { encoding, .. } = &option.form else { continue };
            self.parts.insert(RuntimePart::Multipart);
            if encoding.iter().any(FieldEncoding::is_styled) {
                self.parts.insert(RuntimePart::MultipartStyles);
            }
        }
        if !operation.headers.is_empty() {
            self.parts.insert(RuntimePart::Headers);
        }
        if operation.paging.is_some() {
            self.parts.insert(RuntimePart::Paging);
        }
        let successes: &[Answer] = match &operation.output {
            Output::Several(answers) => answers,
            Output::Empty | Output::One(_) | Output::Optional(_) => &[],
        };
        let contents = successes.iter().chain(&operation.errors).map(|answer| &answer.content);
        let only = match &operation.output {
            Output::One(content) | Output::Optional(content) => Some(content),
            Output::Empty | Output::Several(_) => None,
        };
        for content in contents.chain(only) {
            if let Content::Stream(stream) = content {
                self.parts.insert(RuntimePart::Streams);
                if options::can_resume(operation, stream) {
                    self.parts.insert(RuntimePart::StreamResume);
                }
                if stream.text.is_some() {
                    self.parts.insert(RuntimePart::StreamText);
                }
            }
        }
        usage::roots(operation, &mut |ty, _| self.ty(ty));
    }

    fn ty(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Scalar(Scalar::Uuid) => self.uuid = true,
            TypeRef::Scalar(Scalar::DateTime) => drop(self.parts.insert(RuntimePart::DateTime)),
            TypeRef::Scalar(Scalar::Base64) => drop(self.parts.insert(RuntimePart::Base64)),
            TypeRef::Scalar(Scalar::File) => drop(self.parts.insert(RuntimePart::Multipart)),
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.ty(inner),
            TypeRef::Tuple(items) => {
                self.parts.insert(RuntimePart::Tuples);
                for item in items {
                    self.ty(item);
                }
            }
            TypeRef::Scalar(_) | TypeRef::Named(_) | TypeRef::Json => {}
        }
    }
}
