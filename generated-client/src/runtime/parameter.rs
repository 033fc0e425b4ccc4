//! How one parameter, or one field of a form, is written: the table that an operation carries for each.
//!
//! The writing itself is in `encode`.

/// A parameter of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    name: &'static str,
    location: Location,
    form: Form,
    fields: &'static [FieldEncoding],
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Location {
    /// In the path.
    Path,

    /// In the query, under its name.
    Query,

    /// The whole query.
    QueryString,

    /// In a header.
    Header,

    /// In the `Cookie` header.
    Cookie,
}

/// How values become text (OpenAPI 3.1.1, section 4.8.12.4; RFC 6570).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// `;color=blue`, in paths.
    Matrix,

    /// `.blue`, in paths.
    Label,

    /// `blue`, in paths and headers.
    Simple,

    /// `color=blue`, in queries and cookies.
    Form,

    /// `color=blue%20black`.
    SpaceDelimited,

    /// `color=blue%7Cblack`.
    PipeDelimited,

    /// `color%5BR%5D=100`.
    DeepObject,

    /// `color=blue`, in cookies and without percent-encoding (OpenAPI 3.2).
    Cookie,
}

/// What [`Parameter`] and [`FieldEncoding`] have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) style: Style,
    explode: Option<bool>,
    pub(super) allow_reserved: bool,
    pub(super) json: bool,
}

impl Form {
    const fn new(style: Style) -> Self {
        Self { style, explode: None, allow_reserved: false, json: false }
    }

    /// Whether items and members are written one by one. The default depends on the style.
    pub(super) fn explode(self) -> bool {
        self.explode.unwrap_or(matches!(self.style, Style::Form | Style::DeepObject | Style::Cookie))
    }
}

impl Parameter {
    const fn new(name: &'static str, location: Location, style: Style) -> Self {
        Self { name, location, form: Form::new(style), fields: &[] }
    }

    /// A parameter in the path, of style `simple`.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple)
    }

    /// A parameter in the query, of style `form`.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form)
    }

    /// A parameter that is the whole query: a form, or JSON with [`json`](Self::json).
    pub const fn querystring(name: &'static str) -> Self {
        Self::new(name, Location::QueryString, Style::Form)
    }

    /// A parameter in a header, of style `simple`.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple)
    }

    /// A parameter in a cookie, of style `form`.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form)
    }

    /// Another style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.form.style = style;
        self
    }

    /// Whether items and members are written one by one, where that is not what the style does anyway.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.form.explode = Some(explode);
        self
    }

    /// Characters that are reserved in URLs stay as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.form.allow_reserved = true;
        self
    }

    /// The value is written as JSON (a `content` parameter).
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.form.json = true;
        self
    }

    /// How fields of the form that is the whole query are written, where it is not the usual way.
    #[must_use]
    pub const fn fields(mut self, fields: &'static [FieldEncoding]) -> Self {
        self.fields = fields;
        self
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where it stands.
    pub const fn location(&self) -> Location {
        self.location
    }

    pub(super) const fn form(&self) -> Form {
        self.form
    }

    pub(super) const fn own_fields(&self) -> &'static [FieldEncoding] {
        self.fields
    }
}

/// How one field of a form-urlencoded body is written, where it is not the usual way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldEncoding {
    name: &'static str,
    form: Form,
    styled: bool,
    media_type: Option<&'static str>,
}

impl FieldEncoding {
    /// The usual way: scalars as text, arrays repeated, objects as JSON.
    pub const fn new(name: &'static str) -> Self {
        Self { name, form: Form::new(Style::Form), styled: false, media_type: None }
    }

    /// A style, by the rules for query parameters.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.form.style = style;
        self.styled = true;
        self
    }

    /// Whether items and members are written one by one.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.form.explode = Some(explode);
        self.styled = true;
        self
    }

    /// Characters that are reserved in URLs stay as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.form.allow_reserved = true;
        self.styled = true;
        self
    }

    /// A media type: with `application/json` or one that ends in `+json` the value is written as JSON.
    #[must_use]
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.form.json = is_json(media_type);
        self.media_type = Some(media_type);
        self
    }

    /// The media type, where one was given.
    pub const fn media_type(&self) -> Option<&'static str> {
        self.media_type
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    pub(super) const fn form(&self) -> Form {
        self.form
    }

    pub(super) const fn is_styled(&self) -> bool {
        self.styled
    }
}

const fn is_json(media_type: &str) -> bool {
    matches!(media_type.as_bytes(), [.., b'/' | b'+', b'j', b's', b'o', b'n'])
}
