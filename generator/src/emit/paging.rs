//! How an operation pages, as the runtime's table: `Paging::cursor("cursor", &["next"]).items(&["data"])`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::cx::string;
use super::uses::Uses;
use crate::ir::{NextPage, Paging};

/// The table.
pub(super) fn table(uses: &mut Uses, paging: &Paging) -> TokenStream {
    let path = uses.runtime("Paging");
    let next = next(&paging.next);
    let mut tokens = quote!(#path::#next);
    if !paging.items.is_empty() {
        let items = place(&paging.items);
        tokens.extend(quote!(.items(#items)));
    }
    if paging.may_lack_items {
        tokens.extend(quote!(.may_lack_items()));
    }
    if let Some(more) = &paging.more {
        let more = place(more);
        tokens.extend(quote!(.more(#more)));
    }
    if let Some(total) = &paging.total {
        let total = place(total);
        tokens.extend(quote!(.total(#total)));
    }
    if let Some(last) = &paging.last {
        let last = place(last);
        tokens.extend(quote!(.last(#last)));
    }
    tokens
}

fn next(next: &NextPage) -> TokenStream {
    match next {
        NextPage::Cursor { parameter, at } => {
            let (parameter, at) = (string(parameter), place(at));
            quote!(cursor(#parameter, #at))
        }
        NextPage::LastItem { parameter, id } => {
            let (parameter, id) = (string(parameter), place(id));
            quote!(last_item(#parameter, #id))
        }
        NextPage::Offset { parameter, start } => {
            let (parameter, start) = (string(parameter), Literal::u64_unsuffixed(*start));
            quote!(offset(#parameter, #start))
        }
        NextPage::Number { parameter, start } => {
            let (parameter, start) = (string(parameter), Literal::u64_unsuffixed(*start));
            quote!(number(#parameter, #start))
        }
        NextPage::Link => quote!(link()),
        NextPage::Url { at } => {
            let at = place(at);
            quote!(url(#at))
        }
    }
}

/// `&["meta", "next"]`
fn place(at: &[String]) -> TokenStream {
    let names = at.iter().map(|name| string(name));
    quote!(&[#(#names),*])
}
