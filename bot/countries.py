"""The countries of the world by name, and the states of the United States."""

import re

COUNTRIES = re.compile(
    r"\b(?:[Tt]he\s+)?(?:Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|"
    r"Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|"
    r"Bolivia|Bosnia(?:\s+and\s+Herzegovina)?|Botswana|Brazil|Britain|Brunei|Bulgaria|"
    r"Burkina\s+Faso|Burundi|Cambodia|Cameroon|Canada|Cape\s+Verde|"
    r"Central\s+African\s+Republic|Chad|Chile|China|Colombia|Comoros|"
    r"Democratic\s+Republic\s+of(?:\s+the)?\s+Congo|Congo|Costa\s+Rica|Croatia|Cuba|Cyprus|"
    r"Czech\s+Republic|Czechia|Denmark|Djibouti|Dominican\s+Republic|Dominica|East\s+Timor|"
    r"Ecuador|Egypt|El\s+Salvador|Equatorial\s+Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|"
    r"Finland|France|Gabon|Gambia|Germany|Ghana|Greece|Grenada|Guatemala|Guinea-Bissau|Guinea|"
    r"Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|"
    r"Ivory\s+Coast|Jamaica|Japan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|"
    r"Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|"
    r"Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco|"
    r"Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New\s+Zealand|Nicaragua|Nigeria|Niger|"
    r"North\s+Korea|North\s+Macedonia|Norway|Oman|Pakistan|Palau|Panama|Papua\s+New\s+Guinea|"
    r"Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Samoa|San\s+Marino|"
    r"Saudi\s+Arabia|Senegal|Serbia|Seychelles|Sierra\s+Leone|Singapore|Slovakia|Slovenia|"
    r"Solomon\s+Islands|Somalia|South\s+Africa|South\s+Korea|South\s+Sudan|Spain|Sri\s+Lanka|"
    r"Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|"
    r"Trinidad\s+and\s+Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine|"
    r"United\s+Arab\s+Emirates|UAE|United\s+Kingdom|UK|United\s+States(?:\s+of\s+America)?|US|"
    r"U\.S\.|Uruguay|Uzbekistan|Vanuatu|Vatican|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe)"
    r"(?![\w-]|['’]|\s+[A-Z]\w+[a-z]\b)(?:\s+\([A-Z.]{2,6}\))?"
)
"""Countries by the names that news gives them; none that is part of a longer name."""

STATES = re.compile(
    r"(?:(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    r"Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    r"Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\s+Hampshire|New\s+Jersey|"
    r"New\s+Mexico|New\s+York|North\s+Carolina|North\s+Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    r"Rhode\s+Island|South\s+Carolina|South\s+Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    r"West\s+Virginia|Wisconsin|Wyoming)(?![\w-]|['’]|\s+[A-Z]\w+[a-z]\b)"
    r"|(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|"
    r"Nev|N\.C|N\.D|N\.H|N\.J|N\.M|N\.Y|Okla|Ore|Pa|R\.I|S\.C|S\.D|Tenn|Va|Vt|Wash|Wis|W\.\s?Va|Wyo|"
    r"D\.C)\.)"
)
"""Of the United States, as news writes them behind a town's name."""
