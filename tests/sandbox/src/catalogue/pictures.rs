//! Pictures of the products, drawn here so that nothing is asked of other hosts.

/// The address of a product's picture, at the sandbox that the caller reached.
pub(crate) fn address(base_url: &str, sku: &str) -> String {
    format!("{base_url}/sandbox/pictures/{sku}.svg")
}

/// The picture of a product that has one.
pub(crate) fn picture(sku: &str) -> Option<String> {
    let (colour, shape) = match sku {
        "MUG-ENAMEL" => (
            "#dbe7f0",
            "<path d='M28 34h34v34a8 8 0 0 1-8 8H36a8 8 0 0 1-8-8z' fill='#2f5d86'/><path d='M62 42h6a7 7 0 0 1 7 7v4a7 7 0 0 1-7 7h-6' fill='none' stroke='#2f5d86' stroke-width='5'/>",
        ),
        "TOWEL-TEA" => (
            "#efe6da",
            "<path d='M30 24h40v54H30z' fill='#fff'/><path d='M30 34h40M30 42h40M30 66h40' stroke='#b5482f' stroke-width='4'/>",
        ),
        "BOARD-OAK" => (
            "#e9e4d8",
            "<rect x='24' y='34' width='52' height='42' rx='8' fill='#a8713a'/><circle cx='50' cy='42' r='4' fill='#e9e4d8'/>",
        ),
        "KETTLE-COPPER" => (
            "#e4ebe4",
            "<path d='M28 72a22 24 0 0 1 44 0z' fill='#b8662d'/><path d='M34 52a16 16 0 0 1 32 0' fill='none' stroke='#5b3418' stroke-width='5'/><path d='M70 62l12-10' stroke='#b8662d' stroke-width='6'/>",
        ),
        "TABLE-ASH" => (
            "#e6e3ec",
            "<path d='M18 42h64v8H18z' fill='#8b6b4a'/><path d='M26 50v28M74 50v28' stroke='#8b6b4a' stroke-width='6'/>",
        ),
        _ => return None,
    };
    Some(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' width='200' height='200'><rect width='100' height='100' fill='{colour}'/>{shape}</svg>"
    ))
}
