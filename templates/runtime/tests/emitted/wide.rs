//! Structs of more members than a tuple has places and a word has bits.

use crate::runtime::json::{from_str, to_string};
use crate::runtime::macros::json_struct;

macro_rules! wide {
    ($($name:ident)*) => {
        #[derive(Clone)]
        struct Wide {
            $($name: Option<u8>,)*
        }

        json_struct!(Wide { $($name: required),* });

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

wide! {
        m00 m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12 m13 m14 m15
        m16 m17 m18 m19 m20 m21 m22 m23 m24 m25 m26 m27 m28 m29 m30 m31
        m32 m33 m34 m35 m36 m37 m38 m39 m40 m41 m42 m43 m44 m45 m46 m47
        m48 m49 m50 m51 m52 m53 m54 m55 m56 m57 m58 m59 m60 m61 m62 m63
        m64 m65
}

fn without(left_out: &str) -> String {
    let names = NAMES.iter().filter(|name| **name != left_out);
    let members: Vec<String> = names.map(|name| format!("\"{name}\":1")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn every_member_comes_back() {
    let wide: Wide = from_str(&without("")).unwrap();
    assert_eq!(to_string(&wide), without(""));
}

#[test]
fn every_missing_member_is_named() {
    for name in NAMES {
        let error = from_str::<Wide>(&without(name)).unwrap_err().to_string();
        assert!(error.contains(&format!("the required member `{name}` is missing")), "{error}");
    }
}
