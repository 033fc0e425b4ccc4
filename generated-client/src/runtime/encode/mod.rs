//! Values into the text of paths, queries, headers, cookies and forms.
//!
//! A value comes as JSON text, is taken apart as deep as its style goes, and is written by a table of the styles of
//! OpenAPI 3.1.1, section 4.8.12.4, which is RFC 6570 with three additions. What no style says how to write (an array in
//! an array) is written as JSON. `null` and empty arrays and objects are left out, as RFC 6570 leaves out what is undefined.

mod expand;
mod form;
pub(super) mod node;
mod percent;
mod template;

pub(super) use self::expand::{cookie, header, path, query};
pub(super) use self::form::{form_body, query_string};
pub(super) use self::percent::{Keep, push_encoded};
pub(super) use self::template::fill;
