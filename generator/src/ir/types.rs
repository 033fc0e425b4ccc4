//! Types.

use serde_json::Value;

use super::{Content, Docs, OperationId, TypeId};
use crate::pointer::Pointer;
use crate::spec::{StatusKey, Types};

/// A type with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Where its schemas stand: the first gave the type, the others are equal in structure and share it.
    pub origins: Vec<Pointer>,
    /// Where its name comes from.
    pub context: Context,
    /// What it means.
    pub docs: Docs,
    /// How it crosses the wire.
    pub wire: Wire,
    /// What it is made of.
    pub shape: Shape,
}

/// Where the name of a type comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// `x-rust-name`.
    pub fixed: Option<String>,
    /// The name under `components/schemas`; `None` for an inline schema.
    pub component: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// Whose part it is.
    pub owner: Owner,
    /// Which part.
    pub role: Role,
}

/// Whose part an inline type is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owner {
    /// Nobody's: a component.
    None,
    /// A type's.
    Type(TypeId),
    /// An operation's.
    Operation(OperationId),
    /// A webhook's or callback's, by index into [`super::Api::incoming`].
    Incoming(usize),
}

/// Which part of its owner an inline type is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The owner itself: a component.
    Whole,
    /// The value of a property.
    Property(String),
    /// An element of an array.
    Item,
    /// A value of a map.
    MapValue,
    /// An element of a tuple.
    Element(usize),
    /// An arm of a union: its index; the name comes from the arm's title, tag or kind.
    Arm(usize),
    /// The value of a parameter.
    Parameter(String),
    /// The request body.
    Body,
    /// The body of an answer.
    Answer(StatusKey),
    /// The events of a stream.
    Events,
    /// The payload of one event.
    Event(String),
    /// A header of an answer.
    Header(String),
    /// The form of its owner that is sent: without what only the server may send.
    Request,
}

/// How a type crosses the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// As JSON (and through JSON in queries and forms).
    Json,
    /// As the parts of a multipart body; only for structs, whose fields may be files.
    Multipart,
}

/// What a type is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with declared properties.
    Struct(Struct),
    /// One of some values.
    Enum(Enum),
    /// One of some types.
    Union(Union),
    /// The named events of a stream.
    Events(Events),
    /// Another name of a type: a component that is a scalar, list, map or nullable.
    Alias(TypeRef),
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeRef {
    /// A type with a name.
    Named(TypeId),
    /// A scalar.
    Scalar(Scalar),
    /// An array.
    List(Box<TypeRef>),
    /// An object with free keys.
    Map(Box<TypeRef>),
    /// The type or null.
    Nullable(Box<TypeRef>),
    /// An array with a type for each element.
    Tuple(Vec<TypeRef>),
    /// Any JSON value.
    Json,
}

/// A scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    /// `boolean`.
    Bool,
    /// `integer` of format `int8`.
    I8,
    /// `integer` of format `int16`.
    I16,
    /// `integer` of format `int32`.
    I32,
    /// `integer`, and `int64`.
    I64,
    /// `integer` that may be below zero, with bounds or values beyond `i64`.
    I128,
    /// `integer` of format `uint8`.
    U8,
    /// `integer` of format `uint16`.
    U16,
    /// `integer` of format `uint32`.
    U32,
    /// `integer` of format `uint64`, or never below zero with bounds or values beyond `i64`.
    U64,
    /// `number` of format `float`.
    F32,
    /// `number`.
    F64,
    /// `string`.
    String,
    /// `string` of format `uuid`.
    Uuid,
    /// `string` of format `date-time`.
    DateTime,
    /// `string` of format `byte`, or with `contentEncoding: base64`.
    Base64,
    /// Raw bytes: `string` of format `binary`, only where no JSON is: bodies.
    Bytes,
    /// A file in a multipart body.
    File,
    /// Only null.
    Null,
}

/// An object with declared properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Properties in document order.
    pub fields: Vec<Field>,
    /// Members beyond them.
    pub additional: Additional,
}

/// Members beyond the declared ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Additional {
    /// Not mentioned or forbidden: ignored when read.
    Ignored,
    /// Declared: kept in a map of this value type.
    Kept(TypeRef),
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Name on the wire.
    pub name: String,
    /// `x-rust-name`.
    pub fixed_name: Option<String>,
    /// Its type; [`TypeRef::Nullable`] where null is allowed.
    pub ty: TypeRef,
    /// Listed in `required`.
    pub required: bool,
    /// The one value it can have: written always, no field in Rust. Only where the property is required, or has the
    /// same `default`, or is the tag by which a discriminator tells an arm.
    pub constant: Option<Value>,
    /// `default`.
    pub default: Option<Value>,
    /// Who may send it.
    pub access: Access,
    /// A secret (`format: password`, or write-only): hidden from `Debug`.
    pub secret: bool,
    /// What it means.
    pub docs: Docs,
}

/// Who may send a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    Both,
    /// Only the server (`readOnly`).
    ReadOnly,
    /// Only the client (`writeOnly`).
    WriteOnly,
}

/// One of some values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// What the values are.
    pub base: Base,
    /// Values in document order, without null and duplicates.
    pub values: Vec<EnumValue>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All strings.
    String,
    /// All integers.
    Integer,
    /// Of several kinds, or numbers.
    Mixed,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The JSON value.
    pub value: Value,
    /// A name the document gives it (`x-enum-varnames` and the like).
    pub hint: Option<String>,
    /// What it means (`x-enum-descriptions` and the like).
    pub docs: Docs,
}

/// One of some types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The property that tells the arms apart, where there is one. Two arms can share a value: then it only narrows the
    /// choice. Arms that are no objects are told apart by their kind.
    pub tag: Option<String>,
    /// Arms in document order.
    pub arms: Vec<Arm>,
    /// Index of the arm to take for a tag no arm names (`defaultMapping`).
    pub default_arm: Option<usize>,
    /// The tag may be absent: then the members tell the arms apart.
    pub tag_optional: bool,
    /// A discriminator names the tag: it is meant to be there, whatever the arms say.
    pub tag_stated: bool,
}

/// An arm of a union, with all that choosing it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Its type.
    pub ty: TypeRef,
    /// A name the document gives it: a component's name, a title, a tag's value.
    pub hint: Option<String>,
    /// JSON types it can be.
    pub kinds: Types,
    /// Values of the tag that mean it: the text of a string, the JSON text of a number or boolean. Empty for an arm that
    /// the tag does not name: it is a candidate where the tag is absent or no other arm has its value.
    pub tags: Vec<String>,
    /// Members it must have, if an object.
    pub required: Vec<String>,
    /// Members it declares, if an object.
    pub known: Vec<String>,
    /// What it means.
    pub docs: Docs,
}

/// The named events of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// One arm an event name, in document order.
    pub arms: Vec<EventArm>,
}

/// One kind of event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventArm {
    /// Name on the wire; `message` for events without one.
    pub event: String,
    /// What `data` holds.
    pub payload: Content,
    /// What it means.
    pub docs: Docs,
}
