//! Words for a passphrase with what it is: on one line, in quotation marks, or on a line of its own below.

/// Words after which what follows is taken for a passphrase.
const WORDS: &[&str] = &[
    "パスワード",
    "パスフレーズ",
    "パスコード",
    "暗証番号",
    "暗証コード",
    "暗証",
    "合言葉",
    "合い言葉",
    "あいことば",
    "解凍キー",
    "解凍パス",
    "解凍pw",
    "zipパス",
    "復号キー",
    "復号鍵",
    "復号パス",
    "開封キー",
    "ぱすわーど",
    "password",
    "pass word",
    "passphrase",
    "pass phrase",
    "passwd",
    "passcode",
    "pasuwado",
    "pasuwaado",
    "kaitou",
    "kaitoukey",
    "pwd",
    "p/w",
    "pw",
];

/// Words that mean something else as often: only with a sign between, and something that is no word after it.
const WEAK: &[&str] = &["パス", "キー", "カギ", "鍵", "解凍", "pass", "key", "pin"];

/// What is said of a passphrase that goes another road.
const ELSEWHERE: &[&str] = &[
    "別",
    "電話",
    "後",
    "送",
    "連絡",
    "口頭",
    "伝え",
    "不要",
    "なし",
    "無し",
    "ません",
    "未定",
    "同じ",
    "変更",
    "設定",
    "お知らせ",
    "ご確認",
    "問い合わせ",
    "問合せ",
    "まで",
    "付き",
    "保護",
    "桁",
    "文字",
    "お願い",
];

/// Marks that say where what follows begins.
const SIGNS: [char; 6] = [':', '=', '→', '⇒', '➡', '>'];

/// Marks around what is said.
const QUOTES: [char; 12] = ['「', '」', '『', '』', '"', '\'', '“', '”', '`', '【', '】', '*'];

/// Fewest characters that are taken for a passphrase after such a word: shorter ones are words of the language.
const TOLD_CHARS_MIN: usize = 4;

/// Most characters of one.
const TOLD_CHARS_MAX: usize = 64;

/// How many lines below, blank ones and rules not counted, one stands that was announced.
const BELOW: usize = 1;

/// The first line (from 0) that tells one; where it stands below its announcement, that line.
pub(super) fn first(lines: &[&str]) -> Option<usize> {
    let lower: Vec<String> = lines.iter().map(|line| line.to_lowercase()).collect();
    (0..lines.len()).find_map(|at| {
        let (line, written) = (lower.get(at)?, lines.get(at)?);
        if tells(line, WORDS, is_told) || tells(line, WEAK, is_told_by_a_sign) || opens_with(written) {
            return Some(at);
        }
        announces(line).then(|| below(lines, at)).flatten()
    })
}

/// Whether one of `words` stands in the line and `told` holds for what follows.
fn tells(line: &str, words: &[&str], told: fn(&str) -> bool) -> bool {
    words.iter().any(|word| {
        line.match_indices(word).any(|(at, _)| {
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            let whole = !word.is_ascii() || before.is_none_or(|c| !c.is_ascii_alphanumeric());
            whole && line.get(at.saturating_add(word.len())..).is_some_and(told)
        })
    })
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Whether what follows such a word says what it is.
fn is_told(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c| is_space(c) || QUOTES.contains(&c) && c != '「' && c != '『');
    let rest = rest.trim_start_matches(['」', '』', ')', ']']).trim_start_matches(is_space);
    let rest = ["コード", "キー", "番号"].iter().find_map(|more| rest.strip_prefix(more)).unwrap_or(rest);
    let (said, certain) = match rest.chars().next() {
        Some(c) if SIGNS.contains(&c) || "は「『_-".contains(c) => {
            (rest.get(c.len_utf8()..).unwrap_or(""), true)
        }
        _ => (rest.strip_prefix("is ").unwrap_or(rest), false),
    };
    // "password-protected" is a word.
    let certain = certain && !(rest.starts_with('-') && said.starts_with(|c: char| c.is_ascii_alphabetic()));
    let said = said.trim_start_matches(|c| is_space(c) || QUOTES.contains(&c) || SIGNS.contains(&c));
    let told: String = said.chars().take_while(char::is_ascii_graphic).collect();
    let after = said.get(told.len()..).unwrap_or_default().trim_start();
    let told = told.trim_end_matches(['.', ',', ';', ')', '"', '\'']);
    // A year, a day, a number of characters.
    let counts = told.chars().all(|c| c.is_ascii_digit())
        && ["年", "月", "日", "時", "回", "桁", "文字", "字", "件", "characters", "digits"]
            .iter()
            .any(|unit| after.starts_with(unit));
    if told.chars().count() >= TOLD_CHARS_MIN
        && (certain || is_no_word(told))
        && !counts
        && !is_elsewhere(told)
    {
        return !rest.starts_with(['_', '-']) || is_no_word(told);
    }
    let sign = rest.chars().next().is_some_and(|c| SIGNS.contains(&c) || "「『".contains(c));
    let quoted = rest.starts_with('は') && said_in_quotes(rest.strip_prefix('は').unwrap_or_default());
    (sign || quoted) && is_japanese_one(said)
}

fn said_in_quotes(rest: &str) -> bool {
    rest.trim_start_matches(is_space).starts_with(['「', '『', '"', '“', '【'])
}

/// Whether what stands after a sign is a secret in Japanese letters rather than the rest of a sentence.
fn is_japanese_one(said: &str) -> bool {
    let ends = |c: char| is_space(c) || QUOTES.contains(&c) || "。、,.()".contains(c);
    let told: String = said.chars().take_while(|c| !ends(*c)).collect();
    let chars = told.chars().count();
    let sentence = ["です", "ます", "ください", "下さい", "こと"].iter().any(|end| told.ends_with(end));
    !told.is_ascii()
        && (3..=20).contains(&chars)
        && !sentence
        && !ELSEWHERE.iter().any(|word| told.contains(word))
}

/// The same for a word that means something else as often.
fn is_told_by_a_sign(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_space);
    let Some(sign) = rest.chars().next().filter(|c| SIGNS.contains(c) || "は「".contains(*c)) else {
        return false;
    };
    let said = rest.get(sign.len_utf8()..).unwrap_or_default();
    let said = said.trim_start_matches(|c| is_space(c) || QUOTES.contains(&c));
    let told: String = said.chars().take_while(char::is_ascii_graphic).collect();
    is_secret_like(told.trim_end_matches(['.', ',', ';', ')']))
}

/// Whether it is more than a word of the language: a digit or a sign stands in it.
fn is_no_word(told: &str) -> bool {
    told.chars().any(|c| !c.is_ascii_alphabetic() && !".,;:)('\"".contains(c)) && !is_path(told)
}

fn is_path(told: &str) -> bool {
    told.contains("://")
        || told.contains('\\')
        || told.starts_with('/')
        || told.contains('@') && told.contains('.')
}

fn is_elsewhere(told: &str) -> bool {
    is_path(told)
}

/// Letters and digits, or signs among them, in one piece; no path, no file name, no number of a carry-out, a drawing or
/// a telephone.
fn is_secret_like(told: &str) -> bool {
    let count = told.chars().count();
    let file = told.rsplit_once('.').is_some_and(|(stem, end)| {
        !stem.is_empty() && (1..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric())
    });
    let number = told.chars().all(|c| c.is_ascii_digit() || "-+().#/:,".contains(c));
    let ours = told.split_once('-').is_some_and(|(letter, digits)| {
        letter.chars().all(|c| c.is_ascii_alphanumeric())
            && letter.len() <= 3
            && digits.chars().all(|c| c.is_ascii_digit() || c == '-')
    });
    let mixed = told.chars().any(|c| c.is_ascii_alphabetic()) && is_no_word(told);
    let hyphened = told.chars().all(|c| c.is_ascii_alphabetic() || "-'/&_".contains(c));
    (TOLD_CHARS_MIN..=TOLD_CHARS_MAX).contains(&count)
        && mixed
        && told.is_ascii()
        && !(file || number || ours || hyphened || is_path(told))
}

/// Whether a line says to open something with what stands there in quotation marks.
fn opens_with(line: &str) -> bool {
    let lower = line.to_lowercase();
    let verbs = [
        "解凍", "展開", "復号", "開封", "開け", "開い", "入力", "unzip", "decrypt", "extract", "unlock",
        "open",
    ];
    if !verbs.iter().any(|verb| lower.contains(verb)) {
        return false;
    }
    let mut parts = line.split(|c| QUOTES.contains(&c));
    parts.next();
    parts.any(|part| is_secret_like(part.trim()))
}

/// Whether a line announces one that stands below.
fn announces(line: &str) -> bool {
    let said = |word: &&&str| {
        let at = line.find(**word)?;
        let before = line.get(..at)?.chars().next_back();
        let whole = !word.is_ascii() || before.is_none_or(|c| !c.is_ascii_alphanumeric());
        whole.then(|| line.get(at.saturating_add(word.len())..)).flatten()
    };
    WORDS.iter().filter_map(|word| said(&word)).any(|rest| {
        let rest =
            rest.trim_end_matches(|c| is_space(c) || QUOTES.contains(&c) || "。.>]】)■□▼↓".contains(c));
        let rest = rest.trim_start();
        let below = ["以下", "下記", "次のとおり", "次の通り", "こちら", "below", "follows", "following"];
        let ends = rest.is_empty() || rest.ends_with([':', '=', '→']) || ["です", "は"].contains(&rest);
        (ends || below.iter().any(|word| rest.contains(word))) && !rest.contains("電話")
    })
}

/// The line below an announcement that is nothing but a secret.
fn below(lines: &[&str], at: usize) -> Option<usize> {
    let rule = |line: &str| line.chars().all(|c| !c.is_alphanumeric());
    let next =
        lines.iter().enumerate().skip(at.saturating_add(1)).filter(|(_, line)| !rule(line)).take(BELOW);
    next.into_iter().find_map(|(number, line)| {
        let alone =
            line.trim().trim_matches(|c| is_space(c) || QUOTES.contains(&c) || "・>→■●-<[]()".contains(c));
        let letters = alone.chars().all(|c| c.is_ascii_graphic());
        let digits = alone.chars().filter(char::is_ascii_digit).count();
        let phone = digits >= 9 && alone.chars().all(|c| c.is_ascii_digit() || "-+()".contains(c));
        let pin = (4..9).contains(&digits) && digits == alone.len();
        let one = is_secret_like(alone) || pin;
        (letters && one && !phone).then_some(number)
    })
}
