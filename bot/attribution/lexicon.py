"""Lists of words that tell a noun phrase and a person's name.

Own work: collected while reading news, and kept where they helped on the training part of PolNeAR;
the first names are frequent ones of the United States, and of people often in the news. A word
that is missing makes fewer speakers named; none of the lists is complete.
"""

from __future__ import annotations

DETERMINERS = frozenset(
    "a an the his her its their our my several some many most few two three four five six seven "
    "eight nine ten dozens hundreds thousands another other both these those this that all no one "
    "every each any more".split()
)
"""Words that a noun phrase begins with."""
LINKS = frozenset("of for from in at on with by and & or to de la al bin van von der den".split())
"""Words that stand within a noun phrase, never at its end."""
PREPOSITIONS = frozenset(
    "in on at by for from with during after before despite under over among since until into "
    "without through against about between like unlike besides because if when while as although "
    "though where whether of to following speaking asked not there here then how why what".split()
)
"""Words that no subject begins with."""
ROLES = frozenset(
    "spokesman spokeswoman spokesperson spokespeople campaign campaigns official officials aide "
    "aides adviser advisers advisor advisors lawyer lawyers attorney attorneys manager managers "
    "chairman chairwoman chair chief chiefs president presidents vice secretary senator senators "
    "professor professors strategist strategists administration government ministry department "
    "police poll polls survey surveys report reports study supporter supporters voter voters "
    "director deputy executive leader leaders minister ministers mayor governor team camp "
    "surrogate surrogates ally allies delegate delegates candidate candidates nominee reporter "
    "reporters analyst analysts economist economists correspondent columnist editor editors host "
    "anchor operative operatives pollster pollsters consultant consultants activist activists "
    "organizer organizers critic critics researchers scientists judge prosecutor prosecutors "
    "investigators lawmaker lawmakers congressman congresswoman residents resident members member "
    "staff staffers staffer father mother son daughter wife husband brother sister historian "
    "expert experts engineer doctor doctors sources source communications press senior national "
    "state general company officer officers owner founder coach captain commander dean author and "
    "party media news presidential former election congressional federal primary conservative "
    "liberal online local private review research data records transcript account post article "
    "statement studies republican democratic political policy foreign campaign’s".split()
)
"""Words that may follow a name within one phrase: "Almo police chief Ida Quist"."""
VERBISH = frozenset(
    "is are was were be been has have had do does did will would could should can may might must "
    "said says say told went came took made gave got left won lost saw knew ran met kept held "
    "began became led put set let who whom whose which that where when while if because not it he "
    "she they we you i him them us me there than but so called know think want get go make take "
    "come see need seem look give let’s appears seems says’ told’ after before since until "
    "although though".split()
)
"""Words that no noun phrase holds: verbs, and what begins a clause."""
PRONOUNS = frozenset(
    "he she it they i we you who which that this these those there what him them one everyone "
    "nobody someone anyone none neither each both all others many some most such few people "
    "everybody somebody another it’s that’s nothing so".split()
)
"""Pronouns, and what stands alone like one."""
MEN = frozenset(
    "John James Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel "
    "Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward "
    "Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin "
    "Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry "
    "Tyler Aaron Jose Adam Henry Nathan Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold "
    "Keith Christian Roger Noah Gerald Terry Sean Austin Carl Arthur Lawrence Dylan Jesse Jordan "
    "Bryan Billy Joe Bruce Gabriel Logan Albert Willie Alan Juan Wayne Elijah Randy Roy Vincent "
    "Ralph Eugene Russell Bobby Mason Philip Louis Bill Bernie Ted Mike Tim Jim Tom Bob Dan Ben "
    "Jeff Steve Chris Matt Tony Ken Greg Rick Marco Jeb Ron Rand Barack Mitt Newt Al Harry Martin "
    "Lindsey Doug Ed Sam Max Karl Hans Ivan Omar Ahmed Mohammed Ali Khalifa Antonio Matteo Dmitry "
    "Vladimir Emmanuel Boris Fred Glenn Howard Jake Joel Josh Kurt Luis Miguel Neil Nick Phil Ray "
    "Rob Simon Stan Stuart Todd Victor Warren Will Carlos Jorge Pedro Hugo Bashar".split()
)
"""First names of men."""
WOMEN = frozenset(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty "
    "Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie "
    "Rebecca Laura Sharon Cynthia Kathleen Amy Angela Shirley Brenda Emma Anna Pamela Nicole "
    "Samantha Katherine Christine Helen Debra Rachel Carolyn Janet Maria Catherine Heather Diane "
    "Olivia Julie Joyce Victoria Ruth Virginia Lauren Kelly Christina Joan Evelyn Judith Andrea "
    "Hannah Megan Cheryl Jacqueline Martha Madison Teresa Gloria Sara Janice Ann Kathryn Abigail "
    "Sophia Frances Jean Alice Judy Isabella Julia Grace Amber Denise Danielle Marilyn Beverly "
    "Charlotte Natalie Theresa Diana Brittany Doris Kayla Alexis Lori Hillary Chelsea Melania "
    "Ivanka Kellyanne Carly Debbie Jill Huma Nikki Sue Kate Katie Kathy Jane Jen Liz Maggie Meg "
    "Claire Ellen Eva Ingrid Ursula Maja Ida Ana Ines Elena Fatima Aisha Leila Rosa Carmen "
    "Gretchen Heidi Wendy Stacy Tracy Tina Paula Phyllis Roberta Sally Sheila Tammy Valerie "
    "Vanessa".split()
)
"""First names of women."""
THINGS = frozenset(
    "University Department House Senate Congress Party Committee Court News Times Post Journal "
    "Council Agency Bureau Union Commission Institute Center Centre Foundation Association "
    "Company Corporation Inc Corp Bank Group Ministry Office Service Street Avenue Road City "
    "County State States Republic Kingdom Nations Act Bill Day Week Award Show Press Republican "
    "Republicans Democrat Democrats Democratic American Americans GOP Twitter Facebook Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December America Washington Europe European Iowa Hampshire "
    "Nevada Carolina Florida Ohio Texas York California Michigan Wisconsin Pennsylvania Indiana "
    "Virginia Arizona Colorado Georgia Russia Russian China Chinese Iran Iraq Syria Israel Mexico "
    "Mexican Germany German France French Britain British Italy Libya Libyan Benghazi Tripoli "
    "Muslim Muslims Christian Christians Jewish Hispanic Hispanics Latino Latinos Black White "
    "Islam Islamic Internet Wall Security FBI CIA CNN NBC ABC CBS MSNBC Fox Reuters AP Politico "
    "Breitbart Hall Tower Constitution Army Navy Force Guard Club Course Arena Technologies "
    "Satellite Angeles Convention Radio School College Network Magazine Review Law Fund Project "
    "Survey Poll Church Airport Hotel Park Beach Island River Lake Valley The A An In On At It He "
    "She We They I You But And Or If When While As After Before For With By From To Of That This "
    "These Those There Then So Yet Still Now Also However Meanwhile What Who How Why Where His "
    "Her Its Their My Our No Not Many Some Most Several Both Each Every One Two Three Asked "
    "According Later Earlier Last First During Under Over Since Until Because Although Though "
    "Despite Instead Indeed".split()
)
"""First or last words of what is no person's name: institutions, places, days, openers."""
FALSE_STARTS = frozenset(
    "The A An In On At It But And Or If When While As After Before For With By From To Of That So "
    "Yet Still Now Also However Meanwhile Asked Later Then Like Since Because Although Though "
    "Despite Instead Indeed".split()
)
"""Words written large at a sentence's beginning that belong to no name."""
