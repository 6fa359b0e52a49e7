//! The countries of the world, as people of the page's language call them.

use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Codes that browsers have names for and that are no country to send anything to: groups, blocks of seas, and
/// countries that are no more.
const NO_COUNTRY: &str = "AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO QU RH SU TA TP UK UN VD WK XA XB YD YU ZR ZZ";

/// Codes (two capital letters) and names, in the order of the names: of the countries `wanted`, or of all. Where the
/// browser has no names, the codes do.
#[must_use]
pub fn countries(language: &str, wanted: &[String]) -> Vec<(String, String)> {
    let namer = Namer::new(language);
    let codes = if wanted.is_empty() { every_code() } else { wanted.to_vec() };
    let named =
        codes.into_iter().filter_map(|code| match namer.as_ref().and_then(|namer| namer.name(&code)) {
            Some(name) => Some((code, name)),
            None => (!wanted.is_empty()).then(|| (code.clone(), code)),
        });
    let mut named: Vec<(String, String)> = named.collect();
    let languages = Array::of1(&language.into());
    named.sort_by(|(_, one), (_, other)| {
        let order = JsString::from(one.as_str()).locale_compare(other, &languages, &Object::new());
        order.cmp(&0)
    });
    named
}

fn every_code() -> Vec<String> {
    let letters = || (b'A'..=b'Z').map(char::from);
    let codes = letters().flat_map(|first| letters().map(move |second| [first, second].iter().collect()));
    codes.filter(|code: &String| !NO_COUNTRY.contains(code.as_str())).collect()
}

/// `Intl.DisplayNames`.
struct Namer {
    names: JsValue,
    of: Function,
}

impl Namer {
    fn new(language: &str) -> Option<Self> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let kind = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into::<Function>().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"type".into(), &"region".into()).ok()?;
        Reflect::set(&options, &"fallback".into(), &"none".into()).ok()?;
        let names = Reflect::construct(&kind, &Array::of2(&language.into(), &options)).ok()?;
        let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
        Some(Self { names, of })
    }

    fn name(&self, code: &str) -> Option<String> {
        self.of.call1(&self.names, &code.into()).ok()?.as_string()
    }
}
