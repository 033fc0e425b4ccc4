//! Hand-built APIs through emit and output.

use specloom::emit::{EmitConfig, emit};
use specloom::ir::{
    Access, Additional, Answer, Api, Base, Body, BodyForm, BodyOption, Content, Context, Docs, Enum, EnumValue, Field,
    Info, Operation, OperationId, Output, Owner, Parameter, ParameterForm, PathPart, Role, Scalar, SecurityKind,
    SecurityScheme, Server, Shape, Struct, Tag, Twin, TypeDef, TypeId, TypeRef, Wire,
};
use specloom::names::{Names, OperationNames, TagNames, TypeNames};
use specloom::output::{FileTree, print};
use specloom::plan::{ApiModule, Brings, Feature, FieldForm, Needs, Plan, TraitForm, TypeModule, TypePlan};
use specloom::pointer::Pointer;
use specloom::spec::{Location, StatusKey, Style};

fn docs(text: &str) -> Docs {
    Docs { description: Some(text.to_owned()), ..Docs::default() }
}

fn field(name: &str, ty: TypeRef, required: bool, text: &str) -> Field {
    Field {
        name: name.to_owned(),
        fixed_name: None,
        ty,
        required,
        constant: None,
        default: None,
        access: Access::Both,
        secret: false,
        docs: docs(text),
    }
}

fn component(name: &str, text: &str, shape: Shape) -> TypeDef {
    let context =
        Context { fixed: None, component: Some(name.to_owned()), title: None, owner: Owner::None, role: Role::Whole };
    TypeDef { origins: Vec::new(), context, docs: docs(text), wire: Wire::Json, shape }
}

fn types() -> Vec<TypeDef> {
    let string = || TypeRef::Scalar(Scalar::String);
    let fields = vec![
        field("name", string(), true, "Label shown in lists"),
        field("assistantId", TypeRef::Nullable(Box::new(string())), false, "The assistant that answers."),
        field("tags", TypeRef::List(Box::new(string())), false, ""),
        field("status", TypeRef::Named(TypeId(1)), false, "See [`Other`] and <b>more</b>."),
    ];
    let values =
        ["queued", "in_progress"].map(|value| EnumValue { value: value.into(), hint: None, docs: Docs::default() });
    let status = Enum { base: Base::String, values: values.into() };
    vec![
        component(
            "Thread",
            "A conversation between a user and an assistant",
            Shape::Struct(Struct { fields, additional: Additional::Kept(TypeRef::Json) }),
        ),
        component("RunStatus", "Lifecycle of a run.", Shape::Enum(status)),
    ]
}

fn parameter(name: &str, location: Location, ty: Scalar) -> Parameter {
    let (style, explode) = if location == Location::Query { (Style::Form, true) } else { (Style::Simple, false) };
    Parameter {
        origin: Pointer::default(),
        name: name.to_owned(),
        fixed_name: None,
        location,
        required: location == Location::Path,
        constant: None,
        ty: TypeRef::Scalar(ty),
        form: ParameterForm::Style { style, explode, allow_reserved: false },
        encoding: Vec::new(),
        docs: docs(""),
    }
}

fn operation() -> Operation {
    let thread = TypeRef::Named(TypeId(0));
    Operation {
        origin: Pointer::default(),
        operation_id: Some("update_thread".to_owned()),
        fixed_name: None,
        twin: Twin::Only,
        method: "PUT".to_owned(),
        path: "/threads/{tid}".to_owned(),
        path_parts: vec![PathPart::Literal("/threads/".to_owned()), PathPart::Parameter(0)],
        tag: Some(0),
        parameters: vec![
            parameter("tid", Location::Path, Scalar::String),
            parameter("limit", Location::Query, Scalar::I64),
        ],
        body: Some(Body {
            origin: Pointer::default(),
            required: true,
            fixed: Vec::new(),
            options: vec![BodyOption {
                media_type: "application/json".to_owned(),
                form: BodyForm::Json(thread.clone()),
            }],
            docs: docs("What to change"),
        }),
        paging: None,
        output: Output::One(Content::Json(thread.clone())),
        errors: vec![Answer {
            origin: Pointer::default(),
            status: StatusKey::Code(404),
            media_type: Some("application/json".to_owned()),
            content: Content::Json(thread),
            headers: Vec::new(),
            docs: docs("No such thread"),
        }],
        headers: Vec::new(),
        security: vec![vec![(0, Vec::new())]],
        servers: Vec::new(),
        docs: docs("Changes a thread."),
    }
}

fn api() -> Api {
    Api {
        info: Info {
            title: "Acme".to_owned(),
            version: "1.2".to_owned(),
            openapi: "3.1.0".to_owned(),
            docs: docs("Threads and more."),
        },
        servers: vec![Server {
            url: "https://api.example.com".to_owned(),
            variables: Vec::new(),
            docs: Docs::default(),
        }],
        security_schemes: vec![SecurityScheme {
            origin: Pointer::default(),
            name: "HTTPBearer".to_owned(),
            kind: SecurityKind::Bearer,
            docs: Docs::default(),
        }],
        tags: vec![Tag { name: "threads".to_owned(), docs: Docs::default() }],
        operations: vec![operation()],
        types: types(),
        incoming: Vec::new(),
    }
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn names() -> Names {
    let of_type = |name: &str, members: &[&str], rest: &str| TypeNames {
        name: name.to_owned(),
        members: strings(members),
        rest: rest.to_owned(),
    };
    Names {
        types: vec![
            of_type("Thread", &["name", "assistant_id", "tags", "status"], "extra"),
            of_type("RunStatus", &["Queued", "InProgress"], "Unknown"),
        ],
        operations: vec![OperationNames {
            methods: strings(&["update"]),
            builder: "UpdateThread".to_owned(),
            error: "UpdateThreadError".to_owned(),
            error_variants: strings(&["NotFound"]),
            output: String::new(),
            output_variants: Vec::new(),
            constant: "UPDATE_THREAD".to_owned(),
            parameters: strings(&["tid", "limit"]),
            body: "body".to_owned(),
        }],
        tags: vec![TagNames { module: "threads".to_owned(), accessor: "Threads".to_owned() }],
        security_schemes: strings(&["bearer_token"]),
        ..Names::default()
    }
}

fn plan() -> Plan {
    let thread = TypePlan {
        in_request: true,
        in_response: true,
        fields: vec![FieldForm::Required, FieldForm::Nullable, FieldForm::Optional, FieldForm::Optional],
        constructor: Some(vec![0]),
        setters: vec![1, 2, 3],
        ..TypePlan::default()
    };
    let status = TypePlan { traits: TraitForm::Table, ..TypePlan::default() };
    let feature = "threads".to_owned();
    Plan {
        types: vec![thread, status],
        type_modules: vec![TypeModule {
            name: "threads".to_owned(),
            types: vec![TypeId(1), TypeId(0)],
            features: vec![feature.clone()],
        }],
        api_modules: vec![ApiModule {
            tag: Some(0),
            name: "threads".to_owned(),
            feature: feature.clone(),
            operations: vec![OperationId(0)],
            headers: Vec::new(),
        }],
        features: vec![Feature { name: feature, brings: Brings::Tag(0) }],
        needs: Needs::default(),
        ..Plan::default()
    }
}

fn tree() -> FileTree {
    let config = EmitConfig {
        package: "acme-client".to_owned(),
        version: "0.1.0".to_owned(),
        document: "acme.json".to_owned(),
        ..EmitConfig::default()
    };
    let files = emit(&api(), &names(), &plan(), &config).expect("templates fit");
    print(files, &config.document).expect("emitted code is Rust")
}

#[test]
fn every_file_of_the_crate_is_there() {
    let tree = tree();
    let files: Vec<&str> = tree.files().keys().map(String::as_str).filter(|path| !path.contains("runtime")).collect();
    let expected = [
        "Cargo.toml",
        "README.md",
        "rustfmt.toml",
        "src/api/mod.rs",
        "src/api/operations/mod.rs",
        "src/api/operations/threads.rs",
        "src/api/threads.rs",
        "src/client.rs",
        "src/lib.rs",
        "src/types/mod.rs",
        "src/types/threads.rs",
        "src/wire/mod.rs",
        "src/wire/threads.rs",
    ];
    assert_eq!(files, expected);
    if let Ok(folder) = std::env::var("SPECLOOM_EMIT_TO") {
        tree.write(std::path::Path::new(&folder)).expect("the folder can be written");
    }
}
