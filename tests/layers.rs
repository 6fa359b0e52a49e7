//! Layers import one way. Reads the sources, because the compiler lets any module of a crate name any other.
#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// What the modules at these paths below `src/` may not name.
const RULES: &[(&[&str], &[&str])] = &[
    (
        &["commerce", "commerce.rs"],
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "gloo",
            "wasm_bindgen",
            "crate::journey",
            "crate::config",
            "crate::storefront",
            "crate::route",
            "crate::wording",
            "crate::browser",
            "crate::components",
            "crate::pages",
            "crate::app",
            "SystemTime",
            "Instant",
        ],
    ),
    (
        &[
            "journey",
            "journey.rs",
            "session",
            "session.rs",
            "config",
            "config.rs",
            "route.rs",
            "wording",
            "wording.rs",
        ],
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "gloo",
            "wasm_bindgen",
            "commerce::Commerce",
            "Transport,",
            "crate::storefront",
            "crate::browser",
            "crate::components",
            "crate::pages",
            "crate::app",
            "SystemTime",
            "Instant",
        ],
    ),
    (
        &["storefront", "storefront.rs"],
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "gloo",
            "wasm_bindgen",
            "crate::wording",
            "crate::browser",
            "crate::components",
            "crate::pages",
            "crate::app",
            "SystemTime",
            "Instant",
        ],
    ),
    (
        &["browser", "browser.rs"],
        &["leptos", "crate::wording", "crate::components", "crate::pages", "crate::app"],
    ),
    (
        &["components", "components.rs"],
        &[
            "gloo",
            "js_sys",
            "crate::commerce",
            "crate::journey",
            "crate::config",
            "crate::storefront",
            "crate::browser",
            "crate::pages",
            "crate::app",
        ],
    ),
    (
        &["pages", "pages.rs"],
        &["web_sys", "js_sys", "gloo", "wasm_bindgen", "serde_json", "crate::app", "https://", "\"/"],
    ),
];

#[test]
fn no_module_names_a_layer_that_it_must_not_know() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for (places, forbidden) in RULES {
        let files: Vec<PathBuf> = places.iter().flat_map(|place| rust_files(&source.join(place))).collect();
        assert!(!files.is_empty(), "{places:?} is nowhere: has it been renamed?");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for name in *forbidden {
                for (number, _) in code_lines(&text).filter(|(_, line)| line.contains(name)) {
                    faults.push(format!(
                        "{}:{number} names {name}",
                        file.strip_prefix(&source).unwrap().display()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_sandbox_never_imports_the_app() {
    let sandbox = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sandbox");
    for file in rust_files(&sandbox).into_iter().chain([sandbox.join("Cargo.toml")]) {
        let text = fs::read_to_string(&file).unwrap();
        let imports = code_lines(&text)
            .any(|(_, line)| line.contains("latchkey::") || line.trim_start().starts_with("latchkey"));
        assert!(!imports, "{}", file.display());
    }
}

#[test]
fn every_source_file_belongs_to_a_layer() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let known: Vec<&str> = RULES
        .iter()
        .flat_map(|(places, _)| places.iter().copied())
        .chain(["lib.rs", "main.rs", "app.rs", "prerender.rs"])
        .collect();
    for entry in fs::read_dir(&source).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name.as_str()), "src/{name} is in no rule");
    }
}

/// Lines of code with their numbers: comments may name what the code must not.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let until_tests = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    until_tests
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn rust_files(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let files = entries.map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "rs"))
        .flat_map(|path| rust_files(&path))
        .collect()
}
