"""Lists of words that tell a noun phrase and a person's name.

Own work: collected while reading news, and kept where they helped on the training part of PolNeAR;
the first names are frequent ones of the United States, and of people often in the news. A word
that is missing makes fewer speakers named; none of the lists is complete.
"""

from __future__ import annotations

DETERMINERS = frozenset(
    "a an the his her its their our my several some many most few two three four five six seven "
    "eight nine ten dozens hundreds thousands another other both these those this that all no one "
    "every each any more numerous current various multiple certain many fewer".split()
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
    "spokesman spokeswoman spokesperson spokespeople campaign campaigns official officials "
    "aide aides adviser advisers advisor advisors lawyer lawyers attorney attorneys "
    "manager managers chairman chairwoman chair chief chiefs president presidents vice "
    "secretary senator senators professor professors strategist strategists administration "
    "government ministry department police poll polls survey surveys report reports study "
    "supporter supporters voter voters director deputy executive leader leaders minister "
    "ministers mayor governor team camp surrogate surrogates ally allies delegate "
    "delegates candidate candidates nominee reporter reporters analyst analysts economist "
    "economists correspondent columnist editor editors host anchor operative operatives "
    "pollster pollsters consultant consultants activist activists organizer organizers "
    "critic critics researchers scientists judge prosecutor prosecutors investigators "
    "lawmaker lawmakers congressman congresswoman residents resident members member staff "
    "staffers staffer father mother son daughter wife husband brother sister historian "
    "expert experts engineer doctor doctors sources source communications press senior "
    "national state general company officer officers owner founder coach captain commander "
    "dean author and party media news presidential former election congressional federal "
    "primary conservative liberal online local private review research data records "
    "transcript account post article statement studies republican democratic political "
    "policy foreign campaign’s rival rivals hopeful hopefuls contender contenders "
    "front-runner frontrunner runner-up businessman businesswoman mogul billionaire "
    "magnate star heir incumbent challenger freshman veteran businesspeople insider "
    "insiders loyalist loyalists donor donors backer backers fellow colleague colleagues "
    "counsel counselor counterpart counterparts intelligence law security authorities "
    "court union agency group groups newspaper magazine network legislator legislators "
    "representative representatives ambassador diplomat diplomats envoy legend physician "
    "psychologist sociologist scholar scholars scientist teacher student students worker "
    "workers resident farmer farmers pastor bishop evangelist talk radio show presidential "
    "vice-presidential gubernatorial senatorial commissioner superintendent sheriff "
    "detective sergeant lieutenant captain general colonel undersecretary attorney-general "
    "solicitor treasurer comptroller clerk majority minority whip speaker first lady prime "
    "pollster adviser-turned communications strategist co-chairman co-chair co-founder "
    "cofounder vice-chairman ex-president entrepreneur investor investors trader banker "
    "bankers journalist journalists blogger commentator commentators pundit pundits "
    "anchorman percent co-host co-hosts co-author ex-wife moderator moderators himself "
    "herself themselves itself photographer actor actress singer comedian director producer "
    "novelist poet".split()
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
IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "be:was become:became begin:began bet:bet bind:bound bite:bit blow:blew break:broke "
        "bring:brought build:built buy:bought cast:cast catch:caught choose:chose come:came "
        "cost:cost cut:cut deal:dealt do:did draw:drew drink:drank drive:drove eat:ate fall:fell "
        "feel:felt fight:fought find:found flee:fled fly:flew foresee:foresaw foretell:foretold "
        "forget:forgot give:gave go:went grow:grew have:had hear:heard hide:hid hit:hit hold:held "
        "hurt:hurt keep:kept know:knew lay:laid lead:led leave:left lend:lent let:let lie:lay "
        "lose:lost make:made mean:meant meet:met pay:paid put:put quit:quit read:read ride:rode "
        "rise:rose run:ran say:said see:saw seek:sought sell:sold send:sent set:set shake:shook "
        "shoot:shot show:showed sing:sang sit:sat sleep:slept speak:spoke spend:spent "
        "spread:spread stand:stood steal:stole stick:stuck strike:struck swear:swore take:took "
        "teach:taught tear:tore tell:told think:thought throw:threw understand:understood "
        "wake:woke wear:wore win:won withdraw:withdrew write:wrote"
    ).split()
)
"""Verbs to their past, where it does not end in -ed."""
FINITE = frozenset(
    "is are was were has have had does do did will would can could may might should must "
    "isn’t wasn’t doesn’t didn’t hasn’t hadn’t won’t can’t couldn’t wouldn’t says tells goes comes "
    "makes takes gives gets puts keeps leads runs speaks writes begins stands sits meets holds "
    "leaves sees knows finds draws brings wins loses fights seems appears remains got used".split()
) | frozenset(IRREGULAR.values())
"""Words that are, in lower case behind a name, nearly always its verb."""
PRONOUNS = frozenset(
    "he she it they i we you who which that this these those there what him them one everyone "
    "nobody someone anyone none neither each both all others many some most such few people "
    "everybody somebody another it’s that’s nothing so".split()
)
"""Pronouns, and what stands alone like one."""
MEN = frozenset(
    "John James Robert Michael William David Richard Joseph Thomas Charles Christopher "
    "Daniel Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian "
    "George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan "
    "Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond "
    "Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Henry Nathan Douglas Zachary Peter "
    "Kyle Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Terry Sean Austin "
    "Carl Arthur Lawrence Dylan Jesse Jordan Jay Gustav Derek Duncan Spencer Geoff "
    "Geoffrey Craig Curtis Dale Damon Dave Dean Derrick Dick Don Earl Eddie Edwin Elliott "
    "Evan Ernest Felix Francis Franklin Garrett Gavin Gene Gilbert Gordon Grant Guy "
    "Herbert Herman Howie Ian Isaac Jared Jerome Jimmy Johnny Jon Kent Kirk Lance Leo Leon "
    "Leonard Lewis Lloyd Luke Malcolm Manuel Marcus Mario Marvin Maurice Melvin Micah Mick "
    "Milton Mohamed Muhammad Mustafa Nathaniel Nelson Norman Oliver Oscar Owen Pablo Perry "
    "Pierre Preston Ramon Randall Reggie Ricardo Rich Rodney Roland Ross Ruben Rudy "
    "Rudolph Rupert Russ Salvador Seth Shane Shaun Sidney Stanley Stefan Tad Terrence "
    "Theodore Tommy Travis Trent Trevor Trey Ty Vernon Vince Walt Wesley Wolf Xavier Zach "
    "Anderson Axel Abdullah Hassan Hussein Ibrahim Khaled Mahmoud Recep Sergei Sergey "
    "Alexei Mikhail Nikolai Yuri Oleg Igor Viktor Volodymyr Giuseppe Giorgio Silvio Luigi "
    "Paolo Francois Jacques Jean Olaf Jens Lars Sven Erik Angus Alistair Nigel Gareth Rhys "
    "Hugh Rishi Sajid Sadiq Narendra Imran Nawaz Xi Shinzo Jair Luiz Nicolas Evo Andres "
    "Enrique Alberto Fernando Emilio Javier Raul Rafael Roberto Sergio Brad Brett Chad "
    "Clay Clint Cody Corey Darrell Darren Devin Dustin Dwight Geraldo Glen Gregg Harvey "
    "Hank Hal Herb Irving Jesus Jonah Julian Karim Kris Lamar Lee Lonnie Lou Marc Mickey "
    "Mikey Mort Newton Otto Pat Pete Quentin Ralph Rex Roderick Ronnie Roy Rush Saul Scot "
    "Sheldon Sherrod Stewart Stuart Tavis Thad Tucker Van Wally Wes Woody Wyatt Zack Bryan "
    "Billy Joe Bruce Gabriel Logan Albert Willie Alan Juan Wayne Elijah Randy Roy Vincent "
    "Ralph Eugene Russell Bobby Mason Philip Louis Bill Bernie Ted Mike Tim Jim Tom Bob "
    "Dan Ben Jeff Steve Chris Matt Tony Ken Greg Rick Marco Jeb Ron Rand Barack Mitt Newt "
    "Al Harry Martin Lindsey Doug Ed Sam Max Karl Hans Ivan Omar Ahmed Mohammed Ali "
    "Khalifa Antonio Matteo Dmitry Vladimir Emmanuel Boris Fred Glenn Howard Jake Joel "
    "Josh Kurt Luis Miguel Neil Nick Phil Ray Rob Simon Stan Stuart Todd Victor Warren "
    "Will Carlos Jorge Pedro Hugo Bashar".split()
)
"""First names of men."""
WOMEN = frozenset(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy "
    "Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa "
    "Deborah Stephanie Rebecca Laura Sharon Cynthia Kathleen Amy Angela Shirley Brenda "
    "Emma Anna Pamela Nicole Samantha Katherine Christine Helen Debra Rachel Carolyn Janet "
    "Maria Catherine Heather Diane Olivia Julie Joyce Victoria Ruth Virginia Lauren Kelly "
    "Christina Joan Evelyn Judith Andrea Hannah Megan Cheryl Jacqueline Martha Madison "
    "Teresa Gloria Sara Janice Ann Kathryn Abigail Sophia Frances Jean Alice Judy Isabella "
    "Julia Grace Amber Denise Danielle Marilyn Beverly Charlotte Natalie Theresa Diana "
    "Brittany Doris Kayla Alexis Lori Hillary Chelsea Melania Ivanka Kellyanne Carly "
    "Debbie Jill Huma Nikki Sue Kate Katie Kathy Jane Jen Liz Maggie Meg Claire Ellen Eva "
    "Ingrid Ursula Maja Ida Ana Ines Elena Fatima Aisha Leila Rosa Carmen Mattie Galia "
    "Madeleine Adrienne Alexandra Alexandria Alison Allison Amelia Anita Annie April "
    "Ariana Audrey Barb Becky Bella Bernadette Bessie Beth Bonnie Bridget Camille Candace "
    "Carla Caroline Cassandra Cecilia Celeste Charlene Cindy Clara Colleen Connie "
    "Constance Courtney Crystal Daisy Daniela Darlene Dawn Deb Deirdre Delia Dianne "
    "Dolores Donnella Dora Dorothy Edith Eileen Elaine Eleanor Elise Eliza Ella Ellie "
    "Eloise Elsa Erica Erika Erin Esther Ethel Eunice Faith Faye Felicia Fiona Flora "
    "Florence Francine Gabriella Gail Geraldine Gina Ginny Gladys Glenda Greta Gwen Hazel "
    "Holly Hope Ilana Irene Irma Isabel Jackie Jamie Jana Janelle Janice Janine Jeanette "
    "Jeanne Jenna Jenny Jess Jill Jillian Jo Joanna Joanne Jodi Jody Josephine Joy Juanita "
    "Judi Juliana June Kamala Kara Karin Karla Kathie Kay Kerry Kim Kirsten Krista Kristen "
    "Kristi Kristin Lana Lara Latoya Lena Leslie Lily Loretta Lorraine Louise Lucia "
    "Lucille Lucy Luisa Lydia Lynn Mabel Maddie Mallory Mara Marcia Margarita Margo Margot "
    "Marianne Marie Marina Marion Marissa Marjorie Marlene Maureen Mavis Maxine Maya "
    "Mercedes Meredith Mia Mildred Millie Mindy Miranda Miriam Moira Molly Mona Monica "
    "Muriel Myra Nadia Naomi Natasha Nina Nora Norma Olga Paige Pam Patsy Patti Patty "
    "Pauline Peggy Penelope Penny Polly Priscilla Ramona Raquel Rebekah Regina Renee "
    "Rhonda Rita Robin Rosalind Rose Roxanne Sabrina Sadie Sally Selena Serena Shannon "
    "Shelley Sherry Simone Silvia Sonia Sonya Sophie Stella Susanna Suzanne Sybil Sylvia "
    "Tamara Tara Tess Tiffany Toni Trisha Trudy Valentina Vera Veronica Vicki Vicky Viola "
    "Vivian Whitney Wilma Winifred Yolanda Yvette Yvonne Zoe Theresa Jacinda Nicola Marine "
    "Giorgia Sanna Kaja Christiane Annalena Aung Benazir Sheikh Condoleezza Sonja Ketanji "
    "Ruth Liz Gretchen Heidi Wendy Stacy Tracy Tina Paula Phyllis Roberta Sally Sheila "
    "Tammy Valerie Vanessa".split()
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
