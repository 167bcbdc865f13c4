// What the page says, in Russian or English.

const LANGUAGES = ["ru", "en"];
const NUMBERS = LANGUAGES.map((tag) => new Intl.NumberFormat(tag));
let language = 0;

/** A phrase of the interface; {0}, {1} are filled in. */
function say(key, ...values) {
  const phrase = WORDS.ui[key][language];
  return phrase.replace(/\{(\d)\}/g, (_, at) => values[at]);
}

/** The word for a value of one of our lists; the value itself where there is none. */
function word(list, value) {
  if (value === null || value === undefined) return "";
  const found = Object.hasOwn(WORDS[list], value) ? WORDS[list][value] : null;
  return found ? found[language] : String(value);
}

/** What a relation is called, seen from its subject (own) or from its object. */
function predicateWord(predicate, own = true) {
  if (!Object.hasOwn(WORDS.predicates, predicate)) return predicate;
  return WORDS.predicates[predicate][language * 2 + (own ? 0 : 1)];
}

/** "5 статей": a number with its noun. */
function counted(n, noun) {
  return `${number(n)}\u00a0${nounFor(n, noun)}`;
}

function nounFor(n, noun) {
  const forms = WORDS.plural[noun];
  if (language === 1) return n === 1 ? forms[3] : forms[4];
  const tens = n % 100;
  const ones = n % 10;
  if (ones === 1 && tens !== 11) return forms[0];
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? forms[1] : forms[2];
}

function number(n) {
  return (language === 0 ? NUMBERS[0] : NUMBERS[1]).format(n);
}
