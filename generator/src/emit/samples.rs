//! The example in the documentation of a method: [`Example`] -> lines of Rust in a fence, which compile but do not run.
//!
//! All of its words are names and texts of our own making: no text of the document is in it.

use std::collections::BTreeSet;

use super::cx::Cx;
use crate::ir::{OperationId, Scalar, Shape, TypeRef};
use crate::names::TagNames;
use crate::plan::{Argument, Ending, Example, Sample};

/// The longest line of code.
const WIDTH: usize = 94;

/// The lines of the example of the method at `option`, fences included; none where there is no such method.
pub(super) fn lines(cx: &Cx<'_>, tag: Option<&TagNames>, id: OperationId, option: usize) -> Vec<String> {
    let example = cx.plan.examples.get(id.index()).and_then(|examples| examples.get(option));
    let (Some(example), Some(method)) = (example, cx.operation_names(id).methods.get(option)) else {
        return Vec::new();
    };
    let mut code = Code { cx, library: cx.config.package.replace('-', "_"), types: BTreeSet::new(), part: false };
    let accessor = tag.map_or_else(String::new, |names| format!(".{}()", names.module));
    let body = code.body(&format!("client{accessor}.{method}"), example);
    let given = example.arguments.iter().filter(|argument| argument.sample == Sample::Given);
    let given: Vec<String> = given.map(|argument| format!(", {}: {}", argument.name, code.taken(argument))).collect();
    let given = given.concat();
    let Code { library, types, part, .. } = &code;
    let result = "Result<(), Box<dyn std::error::Error>>";
    let mut lines = vec!["```no_run".to_owned()];
    lines.push(format!("# async fn example(client: &{library}::Client{given}) -> {result} {{"));
    lines.extend(part.then(|| format!("use {library}::runtime::Part;")));
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    lines.extend(match types.as_slice() {
        [] => None,
        [only] => Some(format!("use {library}::types::{only};")),
        all => Some(format!("use {library}::types::{{{}}};", all.join(", "))),
    });
    lines.extend(body);
    lines.extend(["# Ok(()) }".to_owned(), "```".to_owned()]);
    lines
}

struct Code<'a> {
    cx: &'a Cx<'a>,
    library: String,
    /// Types that are named.
    types: BTreeSet<String>,
    /// Whether a part of a form is made.
    part: bool,
}

impl Code<'_> {
    /// The call and what is done with what comes back.
    fn body(&mut self, method: &str, example: &Example) -> Vec<String> {
        let values: Vec<String> = example.arguments.iter().map(|argument| self.value(argument)).collect();
        let call = format!("{method}({})", values.join(", "));
        let whole = ending(&call, &example.ending);
        if whole.iter().all(|line| line.len() <= WIDTH) {
            return whole;
        }
        let mut lines = Vec::new();
        let mut passed = Vec::new();
        for (argument, value) in example.arguments.iter().zip(values) {
            if matches!(argument.sample, Sample::New(..)) {
                let borrow = if argument.owned { "" } else { "&" };
                lines.push(format!("let {} = {};", argument.name, value.trim_start_matches('&')));
                passed.push(format!("{borrow}{}", argument.name));
            } else {
                passed.push(value);
            }
        }
        let call = format!("{method}({})", passed.join(", "));
        let rest = ending(&call, &example.ending);
        if rest.iter().all(|line| line.len() <= WIDTH) {
            lines.extend(rest);
        } else {
            lines.push(format!("let request = {call};"));
            lines.extend(ending("request", &example.ending));
        }
        lines
    }

    /// An argument as it is passed.
    fn value(&mut self, argument: &Argument) -> String {
        let resolved = argument.ty.as_ref().map(|ty| super::types::resolved(self.cx, ty));
        let value = self.expression(&argument.sample);
        match (&argument.sample, resolved) {
            (Sample::Given, _) => argument.name.clone(),
            _ if argument.owned => value,
            (Sample::List(item), _) => format!("&[{}]", self.expression(item)),
            (Sample::Variant(..), _) => value,
            (_, Some(TypeRef::Scalar(Scalar::DateTime | Scalar::Base64 | Scalar::Bytes | Scalar::File))) => {
                format!("&{value}")
            }
            (_, Some(TypeRef::Scalar(_))) => value,
            _ => format!("&{value}"),
        }
    }

    fn expression(&mut self, sample: &Sample) -> String {
        match sample {
            Sample::Text(text) => format!("{text:?}"),
            Sample::String(text) => format!("{text:?}.to_owned()"),
            Sample::Integer => "1".to_owned(),
            Sample::Number => "1.0".to_owned(),
            Sample::Boolean => "true".to_owned(),
            Sample::Unit => "()".to_owned(),
            Sample::Parsed(text) => format!("{text:?}.parse()?"),
            Sample::Bytes(text) => format!("{text:?}.into()"),
            Sample::File(name) => file(name),
            Sample::Part(name) => {
                self.part = true;
                format!("Part::bytes({}).file_name({name:?})", file(name))
            }
            Sample::Absent => "None".to_owned(),
            Sample::List(item) => format!("vec![{}]", self.expression(item)),
            Sample::Map => "Default::default()".to_owned(),
            Sample::Json => "serde_json::json!({})".to_owned(),
            Sample::Variant(id, index) => {
                let names = self.cx.type_names(*id);
                self.types.insert(names.name.clone());
                format!("{}::{}", names.name, names.members.get(*index).map_or("", String::as_str))
            }
            Sample::New(id, values) => {
                let name = &self.cx.type_names(*id).name;
                self.types.insert(name.clone());
                let values: Vec<String> = values.iter().map(|value| self.expression(value)).collect();
                format!("{name}::new({})", values.join(", "))
            }
            Sample::Arm(arm) => format!("{}.into()", self.expression(arm)),
            Sample::Given => String::new(),
        }
    }

    /// The type by which a method takes an argument.
    fn taken(&self, argument: &Argument) -> String {
        let Some(ty) = &argument.ty else { return "String".to_owned() };
        match super::types::resolved(self.cx, ty) {
            _ if argument.owned => self.ty(ty),
            TypeRef::Named(id) if matches!(self.cx.type_def(*id).shape, Shape::Enum(_)) => self.ty(ty),
            TypeRef::List(item) => format!("&[{}]", self.ty(item)),
            _ => format!("&{}", self.ty(ty)),
        }
    }

    fn ty(&self, ty: &TypeRef) -> String {
        let runtime = |name: &str| format!("{}::runtime::{name}", self.library);
        match ty {
            TypeRef::Named(id) => format!("{}::types::{}", self.library, self.cx.type_names(*id).name),
            TypeRef::List(item) => format!("Vec<{}>", self.ty(item)),
            TypeRef::Map(value) => format!("std::collections::BTreeMap<String, {}>", self.ty(value)),
            TypeRef::Nullable(_) => format!("Option<{}>", self.ty(super::types::without_null(ty))),
            TypeRef::Tuple(elements) => {
                let elements: Vec<String> = elements.iter().map(|element| format!("{},", self.ty(element))).collect();
                format!("({})", elements.concat())
            }
            TypeRef::Json => runtime("Value"),
            TypeRef::Scalar(scalar) => match scalar {
                Scalar::Bool => "bool".to_owned(),
                Scalar::String => "String".to_owned(),
                Scalar::Uuid => "uuid::Uuid".to_owned(),
                Scalar::DateTime => runtime("DateTime"),
                Scalar::Base64 => runtime("Base64"),
                Scalar::Bytes => runtime("Bytes"),
                Scalar::File => runtime("Part"),
                Scalar::Null => "()".to_owned(),
                number => format!("{number:?}").to_lowercase(),
            },
        }
    }
}

/// What reads a file. In parts, since nothing here does.
fn file(name: &str) -> String {
    format!("{}({name:?})?", ["std", "fs", "read"].join("::"))
}

fn ending(call: &str, ending: &Ending) -> Vec<String> {
    match ending {
        Ending::Sent => vec![format!("{call}.send().await?;")],
        Ending::Answer(name) => vec![format!("let {name} = {call}.send().await?;")],
        Ending::Items => each("item", &format!("{call}.items()")),
        Ending::Events => each("event", &format!("{call}.send().await?")),
        Ending::Chunks => vec![
            format!("let mut bytes = {call}.send().await?;"),
            "while let Some(chunk) = bytes.next().await {".to_owned(),
            "    println!(\"{} bytes\", chunk?.len());".to_owned(),
            "}".to_owned(),
        ],
    }
}

/// A loop over what comes bit by bit.
fn each(name: &str, stream: &str) -> Vec<String> {
    vec![
        format!("let mut {name}s = {stream};"),
        format!("while let Some({name}) = {name}s.try_next().await? {{"),
        format!("    println!(\"{{{name}:?}}\");"),
        "}".to_owned(),
    ]
}
