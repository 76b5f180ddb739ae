"""One claim for a fact, cited from each source; copies once; differing figures with their dates."""

from datetime import date

import pytest

from bot.answer import Answer
from bot.claiming import is_noise, sentence_around
from bot.composing import Read, compose
from bot.reading.calibration import Calibration
from bot.reading.reader import Found, Reading
from corpus.article import Article
from index.passage import Hit, Passage

CURVE = Calibration(1.0, 0.0, 0.0, 0.5)
REPORT = (
    "The storm reached the bay at noon. The ferry Aurora sank off Almo with 60 people aboard. "
    "Rescuers from three villages searched the coves until dark, the coast guard said."
)


def answered(question: str, *pieces: tuple[str, str, str, float]) -> Answer:
    """The answer over articles: (id, text, the words found in it, their score)."""
    articles = {}
    readings = []
    for number, (name, text, words, score) in enumerate(pieces, 1):
        articles[name] = Article(name, "Ferry", text, name, date(2024, 5, number))
        at = text.index(words)
        reading = Reading((Found(at, at + len(words), score),), 0.0)
        readings.append(Read(Hit(Passage(name, 0, len(text), text), 0.1), reading))
    answer = compose(Answer(question, question), readings, CURVE, 0.5, articles.__getitem__)
    for citation in answer.citations:
        assert articles[citation.article_id].text[citation.start : citation.end] == citation.quote
    return answer


def cited(answer: Answer) -> list[list[str]]:
    """The articles that each claim cites."""
    return [[one.article_id for one in claim.citations] for claim in answer.claims]


def test_the_same_fact_in_several_articles_is_one_claim_with_several_citations() -> None:
    """The best sentence is the claim; a longer name for the same is the same."""
    answer = answered(
        "Who owns the ferry Aurora?",
        ("a", "The ferry Aurora belongs to Ines Prado, a trader.", "Ines Prado", 3.0),
        ("b", "Prado owns the ferry Aurora and two tugs.", "Prado", 2.9),
    )
    assert cited(answer) == [["a", "b"]]
    assert answer.claims[0].text == "The ferry Aurora belongs to Ines Prado, a trader."
    assert answer.short_answer == "Ines Prado"


def test_a_copy_is_no_further_source() -> None:
    """Wire copy with another headline and a changed word counts once."""
    answer = answered(
        "What sank off Almo?",
        ("a", REPORT, "The ferry Aurora", 3.0),
        ("b", REPORT.replace("reached", "hit"), "The ferry Aurora", 2.9),
        ("c", "Off Almo, the ferry Aurora sank in a gale.", "the ferry Aurora", 2.8),
    )
    assert cited(answer) == [["a", "c"]]


def test_amounts_that_differ_are_shown_by_date() -> None:
    """The surest does not hide the others; the later one stands last."""
    answer = answered(
        "How many people died when the ferry Aurora sank?",
        ("a", "At least 20 people died when the ferry Aurora sank.", "20", 2.9),
        ("b", "The ferry Aurora sank and 35 people died, the mayor said.", "35", 3.0),
        ("c", "In all, 35 people died when the ferry Aurora sank.", "35", 2.8),
    )
    assert cited(answer) == [["a"], ["b", "c"]]
    assert answer.short_answer == "At least 20 (2024-05-01); 35 (2024-05-02)"
    assert [span.text for span in answer.spans] == ["At least 20", "35"]


def test_amounts_of_other_events_are_no_contradiction() -> None:
    """The question names a ferry; another article does not."""
    answer = answered(
        "How many people died when the ferry Aurora sank?",
        ("a", "At least 20 people died when the ferry Aurora sank.", "20", 3.0),
        ("b", "When the barge Boreas sank, 35 people died.", "35", 2.9),
    )
    assert cited(answer) == [["a"]]
    assert answer.short_answer == "At least 20"


def test_dates_written_otherwise_agree_and_others_differ() -> None:
    """A day is one day in any order; a weekday neither agrees nor differs."""
    question = "When did the ferry Aurora sink?"
    answer = answered(
        question,
        ("a", "The ferry Aurora sank on 3 May.", "3 May", 3.0),
        ("b", "It was on May 3, 2024, that the ferry Aurora had to sink.", "May 3, 2024", 2.9),
        ("c", "The ferry Aurora sank on Monday.", "Monday", 2.8),
    )
    assert cited(answer) == [["a", "b"]]
    answer = answered(
        question,
        ("a", "The ferry Aurora sank on 3 May.", "3 May", 3.0),
        ("b", "The ferry Aurora sank on 4 May.", "4 May", 2.9),
    )
    assert answer.short_answer == "3 May (2024-05-01); 4 May (2024-05-02)"


def test_a_list_names_each_answer_once() -> None:
    """One that several articles have is one claim."""
    answer = answered(
        "Which ports are closed?",
        ("a", "The ports of Almo are closed.", "Almo", 3.0),
        ("b", "Almo keeps its ports closed.", "Almo", 2.9),
        ("c", "Brena has closed its ports.", "Brena", 2.8),
    )
    assert answer.short_answer == "Almo, Brena"
    assert cited(answer) == [["a", "b"], ["c"]]


def test_a_denial_is_no_source_for_what_it_denies() -> None:
    """The name is the same, what is said of it is not."""
    answer = answered(
        "Who owns the ferry Aurora?",
        ("a", "Ines Prado owns the ferry Aurora.", "Ines Prado", 3.0),
        ("b", "Ines Prado denied that she owns the ferry Aurora.", "Ines Prado", 2.9),
    )
    assert cited(answer) == [["a"]]


def test_a_claim_stands_on_its_own_and_its_quote_stays_exact() -> None:
    """The bracket is in the claim only; the sentence is not said twice for it."""
    text = "France and Egypt met. The two countries denied that they own the ferry Aurora."
    answer = answered("Who owns the ferry Aurora?", ("a", text, "The two countries", 3.0))
    (claim,) = answer.claims
    assert claim.text.startswith("The two countries [France and Egypt] denied")
    assert claim.citations[0].quote == answer.short_answer == text[22:]
    assert answer.headline == ""


def test_a_day_that_an_article_names_by_its_own_is_shown_with_its_date() -> None:
    """In the short answer and in the claim, in brackets; what is quoted stays as it is."""
    answer = answered(
        "When did the ferry Aurora sink?",
        ("a", "The ferry Aurora sank on Tuesday off Almo.", "on Tuesday", 3.0),
    )
    assert answer.short_answer == "on Tuesday [30 April 2024]"
    assert answer.claims[0].text == "The ferry Aurora sank on Tuesday [30 April 2024] off Almo."
    assert answer.spans[0].text == "on Tuesday"
    assert answer.citations[0].quote == "The ferry Aurora sank on Tuesday off Almo."


@pytest.mark.parametrize(
    ("sentence", "noise"),
    [
        ("An earlier version of this story had another figure.", True),
        ("READ: Dam breaks above Almo", True),
        ("Sign up for our newsletter on dams.", True),
        ("The dam above Almo. Ida Roe/AP", True),
        ("AP", True),
        ("JUST WATCHED How a dam is built Replay More Videos", True),
        ("Ida Roe for CNN People wait above the dam.", True),
        ("Repair of the dam:Town council quarrels over who shall pay", True),
        ("Repair of the dam: Town council quarrels over who shall pay", False),
        ("Ida Roe told us:We will mend the dam.", False),
        ("Ida Roe spoke for CNN viewers of the dam.", False),
        ("The AP said that the dam broke.", False),
        ("STORY: Dam breaks above Almo", True),
        ("DAM DATABASE: Check our list of dams for the latest updates", True),
        ("The dam stood. Hide Caption 3 of 16 Photos: The dam breaks", True),
        ("Officials: Check the list for the latest dams.", False),
        ("Check the dam for cracks, the town told the men.", False),
        ("Follow the money: the dam was dear.", False),
    ],
)
def test_what_a_page_says_of_itself_is_no_sentence_of_the_story(sentence: str, noise: bool) -> None:
    """Corrections, invitations and credits."""
    assert is_noise(sentence) is noise


def test_a_claim_begins_behind_the_dateline() -> None:
    """A span in it keeps it."""
    text = "ALMO, Norland (AP) — The dam broke on Friday. It was old."
    article = Article("a", "t", text)
    at = text.index("Friday")
    start, end = sentence_around(article, at, at + 6)
    assert text[start:end] == "The dam broke on Friday."
    assert sentence_around(article, 0, 4)[0] == 0


@pytest.mark.parametrize(
    "lead", ["(CNN) ", "New Almo (CNN) — ", "New Almo, Norland CNN — ", "ALMO, NORLAND - ", "2. "]
)
def test_a_claim_begins_behind_whatever_leads_into_its_line(lead: str) -> None:
    """A dateline with or without brackets and dash, or a list's number."""
    text = f"Dams.\n{lead}The dam broke on Friday."
    at = text.index("Friday")
    start, end = sentence_around(Article("a", "t", text), at, at + 6)
    assert text[start:end] == "The dam broke on Friday."


CREDITED = "The ferry left at noon. Ana Prado/AFP/Getty Images Lu Ek boards the ferry in Almo."


def test_a_sentence_begins_behind_the_credit_of_a_picture() -> None:
    """Which belongs to the picture before."""
    article = Article("a", "Ferry", CREDITED)
    start = CREDITED.index("Almo")
    low, high = sentence_around(article, start, start + 4)
    assert CREDITED[low:high] == "Lu Ek boards the ferry in Almo."


def test_a_photographer_is_no_answer() -> None:
    """Though the words may be the surest; a credit alone is no sentence of the story."""
    assert answered("Who boards?", ("a", CREDITED, "Ana Prado", 3.0)).abstained
    assert is_noise("Ana Prado/AFP/Getty Images")
    assert not is_noise("The yes/no vote is near.")


def test_an_answer_is_told_by_the_article_that_says_it_plainly() -> None:
    """Where one in doubt is surer, but the other would do by itself."""
    doubtful = ("a", "The ferry Aurora may belong to Ines Prado.", "Ines Prado", 3.0)
    answer = answered(
        "Who owns the ferry Aurora?",
        doubtful,
        ("b", "Ines Prado owns the ferry Aurora and two tugs.", "Ines Prado", 2.0),
    )
    assert answer.short_answer == "Ines Prado"
    assert answer.citations[0].article_id == "b"
    weak = ("b", "Ines Prado has seen the ferry Aurora and two tugs.", "Ines Prado", -2.0)
    assert answered("Who owns the ferry Aurora?", doubtful, weak).short_answer == doubtful[1]


def test_more_words_of_a_doubtful_sentence_do_not_say_it_plainly() -> None:
    """Though the doubt is among them."""
    text = "Prado said she suspected a guard, who died in 2009."
    longer = [("2009", 3.0), ("she suspected", 2.0)]
    article = Article("a", "Theft", text)
    found = [Found(text.index(one), len(text) - 1, score) for one, score in longer]
    reading = Read(Hit(Passage("a", 0, len(text), text), 0.1), Reading(tuple(found), 0.0))
    question = "When did the guard die?"
    answer = compose(Answer(question, question), [reading], CURVE, 0.5, lambda _: article)
    assert answer.short_answer == text


def test_a_list_of_another_article_in_another_order_is_no_further_answer() -> None:
    """Both say it once."""
    answer = answered(
        "Which two towns urged calm?",
        ("a", "Oslo and Bern urged calm on Friday.", "Oslo and Bern", 3.0),
        ("b", "Calm was urged by Bern and Oslo, it is said.", "Bern and Oslo", 2.9),
    )
    assert answer.short_answer == "Oslo and Bern"


def test_a_country_is_named_and_not_described() -> None:
    """Where another sentence has its name; elsewhere the adjective has to do."""
    described = ("a", "The mayor met the Albanian king on Friday.", "Albanian", 3.0)
    named = ("b", "The mayor was in Albania and met its king.", "Albania", 2.5)
    question = "The king of which country did the mayor meet?"
    assert answered(question, described, named).short_answer == "Albania"
    assert answered(question, described).short_answer == "Albanian"
    both = ("a", "The mayor met the kings of Albania and Sweden.", "Albania and Sweden", 3.0)
    question = "Which countries' kings did the mayor meet?"
    assert answered(question, both, named).short_answer.startswith("Albania and Sweden")
