//! Well-known text of coordinate systems, both dialects, as a tree of bounded depth.

/// Deeper than any system, and shallow enough for any stack.
const DEEPEST: usize = 24;

/// One `KEYWORD[…]`.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// In upper case.
    pub keyword: String,
    /// The quoted texts, in order.
    pub texts: Vec<String>,
    /// The numbers, in order.
    pub numbers: Vec<f64>,
    /// The nodes within.
    pub children: Vec<Node>,
}

impl Node {
    /// The first quoted text: the name.
    pub fn name(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }

    /// The first child under one of these keywords.
    pub fn child(&self, keywords: &[&str]) -> Option<&Self> {
        self.children
            .iter()
            .find(|child| keywords.contains(&child.keyword.as_str()))
    }

    /// The first node under one of these keywords, at any depth.
    pub fn descendant(&self, keywords: &[&str]) -> Option<&Self> {
        self.child(keywords).or_else(|| {
            self.children
                .iter()
                .find_map(|child| child.descendant(keywords))
        })
    }

    /// A parameter of the projection by its name, however it is spelt.
    pub fn parameter(&self, name: &str) -> Option<f64> {
        self.children.iter().find_map(|child| {
            if child.keyword == "PARAMETER" && normal(child.name()) == normal(name) {
                child.numbers.first().copied()
            } else if child.keyword == "CONVERSION" {
                child.parameter(name)
            } else {
                None
            }
        })
    }
}

/// Letters and digits alone, in lower case: `British_National_Grid` and `British National Grid` are one name.
pub(super) fn normal(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == '+')
        .flat_map(char::to_lowercase)
        .collect()
}

/// The tree of a text; `None` if it is no well-known text.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut open: Vec<Node> = vec![Node::default()];
    let mut word = String::new();
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                let mut quoted = String::new();
                loop {
                    match letters.next()? {
                        '"' if letters.peek() == Some(&'"') => {
                            letters.next();
                            quoted.push('"');
                        }
                        '"' => break,
                        other => quoted.push(other),
                    }
                }
                open.last_mut()?.texts.push(quoted);
            }
            '[' | '(' => {
                if open.len() > DEEPEST || word.is_empty() {
                    return None;
                }
                open.push(Node {
                    keyword: std::mem::take(&mut word).to_ascii_uppercase(),
                    ..Node::default()
                });
            }
            ']' | ')' | ',' => {
                if let Ok(number) = word.parse() {
                    open.last_mut()?.numbers.push(number);
                }
                word.clear();
                if letter != ',' {
                    let closed = open.pop()?;
                    open.last_mut()?.children.push(closed);
                }
            }
            blank if blank.is_whitespace() || blank == '\0' => {}
            other => word.push(other),
        }
    }
    if open.len() != 1 {
        return None;
    }
    open.pop()?.children.into_iter().next()
}
