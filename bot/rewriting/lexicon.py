"""Words that the rules look for: English, lower case unless said otherwise."""

from __future__ import annotations

from index.words import STOP_WORDS


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


DO = words("did do does")
BE = words("is are was were am be been being")
AUXILIARIES = DO | BE | words("has have had will would can could shall should may might must")
WH = words("who whom whose what which when where why how")
DETERMINERS = words(
    "a an the several this that these those any some every each no all both several many most his "
    "her its their my your our which what whose another other such"
)
DEMONSTRATIVES = words("this that these those")
PREPOSITIONS = words(
    "about above across after against along among around as at before behind below beside between "
    "beyond by despite during except for from in inside into like near of off on onto out outside "
    "over past per since than through throughout till to toward towards under until up upon "
    "versus via with within without"
)
CONJUNCTIONS = words("and or but so because while although if though whether nor yet then")
ADVERBS = words(
    "again ago already also alone always away back earlier else even ever finally first here "
    "however instead just last later likewise maybe meanwhile meantime more never next not now "
    "often once only overall perhaps please really recently soon still suddenly together tomorrow "
    "too twice usually very well yes yesterday yet today tonight there therefore"
)
CLOSED = (
    STOP_WORDS
    | AUXILIARIES
    | WH
    | DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | ADVERBS
    | words("i you we us me one two three four five six seven eight nine ten tell give name list")
)
"""Words that are no part of a name at a sentence's beginning, nor the head of a phrase."""

MONTHS = words(
    "january february march april may june july august september october november december"
)
SHORT_MONTHS = words("jan feb apr jun jul aug sep sept oct nov dec")
DAYS = words("monday tuesday wednesday thursday friday saturday sunday")
TIMES = MONTHS | DAYS
TIME_UNITS = words("second minute hour day night morning evening week weekend month year decade")

TITLES = words(
    "mr mrs ms miss mme dr prof professor sir lord lady dame king queen prince princess president "
    "vice prime minister chancellor premier senator sen rep congressman congresswoman governor "
    "gov mayor judge justice general gen colonel col major captain capt lieutenant lt sergeant "
    "sgt admiral marshal commander pope bishop archbishop cardinal rabbi imam sheikh reverend rev "
    "father sister secretary attorney chief coach detective inspector ambassador spokesman "
    "spokeswoman deputy former foreign ceo cfo coo"
)
OFFICES = words(
    "minister president chancellor secretary general governor senator mayor judge justice "
    "commissioner director ambassador attorney ceo cfo coo"
)
"""Titles that stand behind what is governed: "Education Minister"."""
PEOPLE = words("man woman boy girl couple resident residents police native teen")
"""Who is of a place, in "a Lincoln man"."""
FEMALE = words(
    "mrs ms miss mme lady dame queen princess duchess actress mother daughter sister wife widow "
    "aunt niece girl woman grandmother spokeswoman chairwoman congresswoman businesswoman "
    "policewoman councilwoman saleswoman heroine hostess waitress she her hers herself"
)
MALE = words(
    "mr sir king prince duke father son brother husband uncle nephew boy man grandfather "
    "spokesman chairman congressman businessman policeman councilman strongman salesman fisherman "
    "fireman he him his himself"
)

GROUP_WORDS = words(
    "administration agency alliance army assembly association authority authorities bank board "
    "brigade bureau cabinet centre center church club coalition college commission committee "
    "company confederation conference congress corporation corps council court department "
    "directorate federation force forces foundation fund government group guard hospital house "
    "inc institute institution laboratory league ltd ministry motors movement museum navy network "
    "office opera orchestra organisation organization parliament party police post press school "
    "senate service services society supreme team times trust union university"
)
PLACE_WORDS = words(
    "avenue bay beach bridge canal cape city coast county desert district east fort gulf harbour "
    "harbor island islands isle lake los mount mountains new north ocean park peninsula port "
    "province region republic river road saint san santa sea south square state states station "
    "strait street town valley village west"
)
THING_WORDS = words(
    "accord act agreement album award awards battle bowl bridge championship championships "
    "convention crisis cup day days deal festival film game games grammy hall law league march "
    "match medal music novel oscar pact plan play prize project protest race record records "
    "report series show song summit test times tour treaty trial trophy war wars world"
)
COUNTRIES = words(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan "
    "bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil "
    "britain brunei bulgaria burundi cambodia cameroon canada chad chile china colombia congo "
    "croatia cuba cyprus czechia denmark djibouti dominica ecuador egypt england eritrea estonia "
    "ethiopia europe fiji finland france gabon gambia georgia germany ghana greece greenland "
    "grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq "
    "ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos "
    "latvia lebanon lesotho liberia libya lithuania luxembourg madagascar malawi malaysia "
    "maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco "
    "mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan "
    "palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda "
    "scotland senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname "
    "sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey "
    "turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe"
)
STATES = words(
    "alabama alaska alberta arizona arkansas california colorado connecticut delaware florida "
    "hawaii idaho illinois indiana iowa kansas kentucky louisiana maine manitoba maryland "
    "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma "
    "ontario oregon pennsylvania quebec queensland saskatchewan tasmania tennessee texas utah "
    "vermont washington wisconsin wyoming"
)
"""States and provinces whose names are seldom a person's."""
PEOPLES = words(
    "afghan african albanian algerian american arab arabic argentine asian australian austrian "
    "belgian brazilian british bulgarian canadian chilean chinese christian colombian croatian "
    "cuban czech danish dutch egyptian english estonian european finnish french german greek "
    "hindi hungarian icelandic indian indonesian iranian iraqi irish islamic israeli italian "
    "japanese jewish jordanian kenyan korean kurdish latvian lebanese libyan lithuanian malaysian "
    "mexican moroccan muslim nigerian norwegian pakistani palestinian peruvian polish portuguese "
    "romanian russian saudi scottish serbian slovak somali soviet spanish sudanese swedish swiss "
    "syrian thai tunisian turkish ukrainian venezuelan vietnamese welsh yemeni"
)

GENERIC = words(
    "affected anybody anyone anything beginning begin began bad big case cause caused causes cost "
    "damage dead detail details die died dies end ended event events everyone everything happen "
    "happened happening hurt information injured interesting involved kind killed know known "
    "latest long main many much nobody nothing number old outcome people person place point "
    "reaction react reacted reason reasons reported response responsible result results situation "
    "somebody someone start started stand take took thing things time times true what year years "
    "success successful effect effects impact important significant notable aspects article "
    "other others case possible change changed mean means next"
)
"""Words that do not say what a question is about."""

RELATIONAL = words(
    "advantage advantages age aim aims amount aspect aspects beginning benefit benefits cause "
    "causes characteristic characteristics consequence consequences contribution contributions "
    "cost costs date definition difference differences disadvantage disadvantages distance "
    "effect effects end example examples factor factors feature features finding findings "
    "function functions goal goals history impact importance issue kind kinds length meaning "
    "method methods name names number origin origins outcome part parts population price pros "
    "cons purpose reason reasons relationship requirement requirements rest result results risk "
    "risks role roles rule rules significance similarities similarity size sort sorts state "
    "step steps symptom symptoms term terms type types use uses variety varieties way ways"
)
"""Nouns that say something of another thing, so that "it" seldom means them."""

ORGANISED = words(
    "agency airline association bank band charity church club company council firm group hospital "
    "league ministry museum newspaper organisation organization party retailer school team union "
    "university chain"
)
SETTLED = words("city country county island nation province region state town village")
MADE = words("album book film movie novel opera painting play programme program series show song")
"""Nouns for what may have been named: bodies, places and works."""

PRONOUN_WORDS = words("he him his she her hers it its they them their theirs that this these those")

IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "said:say told:tell gave:give took:take made:make went:go came:come saw:see got:get "
        "found:find left:leave held:hold kept:keep led:lead lost:lose met:meet paid:pay put:put "
        "ran:run sent:send set:set spoke:speak spent:spend stood:stand won:win wrote:write "
        "began:begin became:become broke:break brought:bring built:build bought:buy caught:catch "
        "chose:choose cut:cut drew:draw drove:drive fell:fall felt:feel fought:fight flew:fly "
        "forgot:forget froze:freeze grew:grow heard:hear hit:hit hurt:hurt knew:know laid:lay "
        "let:let lay:lie meant:mean read:read rose:rise sold:sell sang:sing sank:sink shot:shoot "
        "showed:show shut:shut slept:sleep sought:seek stole:steal struck:strike swore:swear "
        "swept:sweep taught:teach thought:think threw:throw understood:understand wore:wear "
        "withdrew:withdraw overthrew:overthrow bore:bear beat:beat bet:bet cost:cost quit:quit "
        "spread:spread split:split fled:flee hung:hang rang:ring rode:ride shook:shake spun:spin "
        "sprang:spring stuck:stick swam:swim tore:tear woke:wake wound:wind owned:own died:die "
        "tied:tie lied:lie agreed:agree freed:free succeeded:succeed had:have did:do was:be "
        "given:give taken:take seen:see known:know chosen:choose spoken:speak written:write "
        "broken:break stolen:steal driven:drive drawn:draw thrown:throw grown:grow fallen:fall"
    ).split()
)
"""Past forms and participles of irregular verbs, with the plain form."""
