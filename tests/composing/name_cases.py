"""Names in one string, and how each is taken apart. All of them are invented.

string | country | language | western given | given | family | order | sure, guess or whole
"""

CASES = tuple(
    tuple(line.split("|"))
    for line in """
Tamara Cheng Yeuk-lam|HK||Tamara|Yeuk-lam|Cheng|western-first|guess
CHENG Yeuk-lam, Tamara|HK||Tamara|Yeuk-lam|Cheng|western-first|sure
Cheng Yeuk-lam, Tamara|HK||Tamara|Yeuk-lam|Cheng|western-first|guess
Cheng Yeuk-lam, Tamara|||Tamara|Yeuk-lam|Cheng|western-first|guess
Tamara CHENG|HK|||Tamara|Cheng|given-first|sure
Tamara CHENG||||Tamara|Cheng|given-first|sure
Tamara Cheng|HK|||Tamara|Cheng|given-first|guess
Marcus LEE Chu-lam|HK||Marcus|Chu-lam|Lee|western-first|sure
Marcus LEE Chu-lam|||Marcus|Chu-lam|Lee|western-first|sure
Marina NG Ngoi-lam|HK||Marina|Ngoi-lam|Ng|western-first|sure
Corinna LAM CHENG Yuet-lam|HK||Corinna|Yuet-lam|Lam Cheng|western-first|guess
Corinna Lam Cheng Yuet-lam|HK||Corinna|Yuet-lam|Lam Cheng|western-first|guess
Lam Cheng Yuet-lam, Corinna|HK||Corinna|Yuet-lam|Lam Cheng|western-first|guess
Anna Au-Yeung Ka-ming|HK||Anna|Ka-ming|Au-Yeung|western-first|guess
AU-YEUNG Ka-ming|HK|||Ka-ming|Au-Yeung|family-first|sure
Au Yeung Ka-ming|HK|||Ka-ming|Au Yeung|family-first|guess
AU YEUNG Ka-ming|HK|||Ka-ming|Au Yeung|family-first|sure
Anna Szeto|HK|||Anna|Szeto|given-first|guess
Szeto Wing-ling|HK|||Wing-ling|Szeto|family-first|guess
SZE-TO Wing-ling|HK|||Wing-ling|Sze-To|family-first|sure
Ou-yang Mei-lin|TW|||Mei-lin|Ou-yang|family-first|guess
Ouyang Xiaoming|CN|||Xiaoming|Ouyang|family-first|guess
Chan Tai-man|HK|||Tai-man|Chan|family-first|guess
Chan Tai Man|HK||||||whole
CHAN Tai Man|HK|||Tai Man|Chan|family-first|sure
Tai Man Chan|HK||||||whole
Chan Siu-ming, Peter|HK||Peter|Siu-ming|Chan|western-first|guess
Pieter Chan|HK|||Pieter|Chan|given-first|guess
Ken Chan|HK||||||whole
Chan Peter|HK|||Peter|Chan|family-first|guess
Li Wei|CN||||||whole
Wang Xiaodong|CN|||Xiaodong|Wang|family-first|guess
Zhang Qiang|CN|||Qiang|Zhang|family-first|guess
Li Xiaoming|||||||whole
Li Xiaoming|US||||||whole
Xie Lingling|FR||||||whole
Tsai Mei-hua|TW|||Mei-hua|Tsai|family-first|guess
Tan Ah Beng|SG|||Ah Beng|Tan|family-first|guess
Lim Guan Hock|SG||||||whole
Ahmad bin Osman|MY||||||whole
S. Example a/l Sample|MY||||||whole
陳大文|HK|||大文|陳|family-first|guess
歐陽小明|HK|||小明|歐陽|family-first|guess
司徒永玲|HK|||永玲|司徒|family-first|guess
林陳美玲|HK||||||whole
陳 大文|HK|||大文|陳|family-first|sure
歐陽 小明|TW|||小明|歐陽|family-first|sure
陈小明|CN|||小明|陈|family-first|guess
高橋健|JP||||||whole
山田 太郎|JP||||||whole
陳大文|||||||whole
陳大文||zh-Hant||大文|陳|family-first|guess
Kim Min-su|KR|||Min-su|Kim|family-first|guess
KIM Min-su|KR|||Min-su|Kim|family-first|sure
Min-su Kim|KR|||Min-su|Kim|given-first|guess
Kim Minsu|KR|||Minsu|Kim|family-first|guess
Kim Min Su|KR|||Min Su|Kim|family-first|guess
Park Jin|KR||||||whole
김민수|KR|||민수|김|family-first|guess
남궁민수|KR|||민수|남궁|family-first|guess
김 민수|KR|||민수|김|family-first|sure
Kim Min-su|US|||Min-su|Kim|family-first|guess
Nguyễn Văn An|VN|||Văn An|Nguyễn|family-first|guess
Nguyen Thi Hoa|VN|||Thi Hoa|Nguyen|family-first|guess
An Nguyen|VN|||An|Nguyen|given-first|guess
Trần Bình|VN|||Bình|Trần|family-first|guess
Tram Nguyen|US|||Tram|Nguyen|given-first|guess
Nguyen Van An|US||||||whole
Nagy Péter|HU||||||whole
NAGY Péter|HU|||Péter|Nagy|family-first|sure
Péter NAGY|HU|||Péter|Nagy|given-first|sure
Nagy, Péter|HU|||Péter|Nagy|family-first|sure
Yamada Taro|JP||||||whole
YAMADA Taro|JP|||Taro|Yamada|family-first|sure
Taro YAMADA|JP|||Taro|Yamada|given-first|sure
Jón Sigurdsson|IS||||||whole
Jón SIGURDSSON|IS|||Jón|Sigurdsson|given-first|sure
Samplarto|ID||||||whole
U Example Sample|MM||||||whole
Example Sample|ID||||||whole
Jane Doe|US|||Jane|Doe|given-first|guess
Jane Doe|||||||whole
Jane A. Doe|US|||Jane A.|Doe|given-first|guess
J. A. Doe|GB|||J. A.|Doe|given-first|guess
J.A. Doe|GB|||J.A.|Doe|given-first|guess
JA Doe|GB|||JA|Doe|given-first|guess
Jane Ann Doe|US||||||whole
Jane Doe-Sample|US|||Jane|Doe-Sample|given-first|guess
Doe, Jane|US|||Jane|Doe|given-first|sure
Doe, Jane A.|US|||Jane A.|Doe|given-first|sure
DOE, Jane|DE|||Jane|Doe|given-first|sure
Doe Jr., John|US|||John|Doe|given-first|sure
Doe, John, Jr.|US|||John|Doe|given-first|sure
John Doe, Jr.|US|||John|Doe|given-first|guess
John Doe Jr.|US|||John|Doe|given-first|guess
John Doe III|US|||John|Doe|given-first|guess
John Doe IV, MD|US|||John|Doe|given-first|guess
Jane Doe, SC, JP|GB|||Jane|Doe|given-first|guess
Jane Doe KC MP|GB|||Jane|Doe|given-first|guess
Jane DOE, SC, JP|HK|||Jane|Doe|given-first|sure
Tamara CHENG, GBM, SC, JP|HK|||Tamara|Cheng|given-first|sure
Pascal Chan Siu-lam, SBS, JP|HK||Pascal|Siu-lam|Chan|western-first|guess
Jane Doe MP|CA|||Jane|Doe|given-first|guess
Jane Doe, PhD|US|||Jane|Doe|given-first|guess
Jane Doe Ph.D.|US|||Jane|Doe|given-first|guess
Dr. Jane Doe|US|||Jane|Doe|given-first|guess
Dr Jane Doe|GB|||Jane|Doe|given-first|guess
Prof. Jane Doe|DE|||Jane|Doe|given-first|guess
Ms Jane Doe|GB|||Jane|Doe|given-first|guess
Mr John Doe|||||||whole
The Hon. Jane Doe|US|||Jane|Doe|given-first|guess
The Honourable Jane Doe PC MP|CA|||Jane|Doe|given-first|guess
The Rt Hon Jane Doe MP|GB|||Jane|Doe|given-first|guess
Rt Hon Jane Doe KC|GB|||Jane|Doe|given-first|guess
Hon. Dr. Jane Doe|US|||Jane|Doe|given-first|guess
Sir John Doe|GB||||||whole
Dame Jane Doe|GB||||||whole
Lord Doe of Sample|GB||||||whole
Baroness Doe|GB||||||whole
Robert "Bob" Doe|US|||Robert|Doe|given-first|guess
Robert “Bob” Doe|US|||Robert|Doe|given-first|guess
Robert (Bob) Doe|US|||Robert|Doe|given-first|guess
Robert 'Bob' Doe|US|||Robert|Doe|given-first|guess
Dr Robert "Bob" Doe, JP|US|||Robert|Doe|given-first|guess
Doe, Robert (Bob)|US|||Robert|Doe|given-first|sure
Jane Doe (née Sample)|GB||||||whole
Jane Doe (Ms)|GB||||||whole
Tamara Cheng Yeuk-lam (鄭若藍)|HK||Tamara|Yeuk-lam|Cheng|western-first|guess
Ludo van der Berg|NL|||Ludo|van der Berg|given-first|guess
Ursula von der Sample|DE|||Ursula|von der Sample|given-first|guess
Ursula VON DER SAMPLE|DE|||Ursula|von der Sample|given-first|guess
Ursula von der SAMPLE|DE|||Ursula|von der Sample|given-first|sure
van der Berg, Ludo|NL|||Ludo|van der Berg|given-first|sure
Jaro de Vries|NL|||Jaro|de Vries|given-first|guess
Milena De La Cruz|US|||Milena|De La Cruz|given-first|guess
Monica de la Fuente|US|||Monica|de la Fuente|given-first|guess
Ferdie St. Clair|US|||Ferdie|St. Clair|given-first|guess
Van Sample|US|||Van|Sample|given-first|guess
Charles d'Example|FR|||Charles|d'Example|given-first|guess
Jean DUPONT|FR|||Jean|Dupont|given-first|sure
DUPONT Jean|FR|||Jean|Dupont|family-first|sure
Jean-Luc DUPONT|FR|||Jean-Luc|Dupont|given-first|sure
DUPONT-MOREAU Anne-Marie|FR|||Anne-Marie|Dupont-Moreau|family-first|sure
Jean Dupont|FR|||Jean|Dupont|given-first|guess
Jean-Luc Dupont|FR|||Jean-Luc|Dupont|given-first|guess
María García López|ES|||María|García López|given-first|guess
María José García López|ES|||María José|García López|given-first|guess
José Luis Rodríguez|ES|||José Luis|Rodríguez|given-first|guess
Ana Martín Pérez|ES||||||whole
Juan Pérez|MX|||Juan|Pérez|given-first|guess
Juan de la Fuente|MX|||Juan|de la Fuente|given-first|guess
GARCÍA LÓPEZ, María|ES|||María|García López|given-first|sure
García López, María|ES|||María|García López|given-first|guess
García López, María|US||||||whole
María GARCÍA LÓPEZ|ES|||María|García López|given-first|sure
João da Silva|PT|||João|da Silva|given-first|guess
João Silva Filho|BR|||João|Silva|given-first|guess
Maria Aparecida dos Santos|BR||||||whole
José Pereira Neto|BR|||José|Pereira|given-first|guess
Ana Souza|BR|||Ana|Souza|given-first|guess
Ivan Petrovich Example|RU|||Ivan Petrovich|Example|given-first|guess
Example Ivan Petrovich|RU|||Ivan Petrovich|Example|family-first|guess
Иван Петрович Примеров|RU|||Иван Петрович|Примеров|given-first|guess
Примеров Иван Петрович|RU|||Иван Петрович|Примеров|family-first|guess
Ivan Example|RU||||||whole
Olena Ivanivna Zrazok|UA|||Olena Ivanivna|Zrazok|given-first|guess
Omar al-Example|SY|||Omar|al-Example|given-first|guess
Omar Al-Example|SA|||Omar|Al-Example|given-first|guess
Omar Hassan Ali|EG||||||whole
Fergus McTAVISH|GB|||Fergus|McTavish|given-first|sure
Fergus MCTAVISH|GB|||Fergus|MCTAVISH|given-first|guess
Fergus McTavish|GB|||Fergus|McTavish|given-first|guess
Aoife O'BRIEN|IE|||Aoife|O'BRIEN|given-first|guess
Aoife O'Brien|IE|||Aoife|O'Brien|given-first|guess
Zoë LACHANCE-BÉLAIR|CA|||Zoë|Lachance-Bélair|given-first|sure
Zoë Lachance-Bélair|CA|||Zoë|Lachance-Bélair|given-first|guess
Ayşe YILDIRIM|TR|||Ayşe|Yıldırım|given-first|sure
Ayşe Yıldırım|TR|||Ayşe|Yıldırım|given-first|guess
İpek İNCE|TR|||İpek|İnce|given-first|sure
Jane Example FRCP|GB||||||whole
Jane Mary EXAMPLE|GB|||Jane Mary|Example|given-first|guess
JANE DOE|US||||||whole
jane doe|US||||||whole
JJ Doe|US|||JJ|Doe|given-first|guess
AJ DOE|US||||||whole
Jane Doe, Minister|CA||||||whole
Minister, The|CA||||||whole
Jane Doe, Ottawa|CA||||||whole
Dora WALDMANN Schulze|US||||||whole
Dora Waldmann Schulze|US||||||whole
Waldmann Schulze, Dora|US||||||whole
Examplarno|ID||||||whole
Examplé|BR||||||whole
Xi Ming|US||||||whole
Lee Sample|US|||Lee|Sample|given-first|guess
Kim Sample|US|||Kim|Sample|given-first|guess
Young Lim|US||||||whole
Anna Lee|US|||Anna|Lee|given-first|guess
HE Weilan|CN|||Weilan|He|family-first|sure
Abebe Sample Example|ET||||||whole
Somchai Example|TH||||||whole
Mary-Jane Doe|AU|||Mary-Jane|Doe|given-first|guess
Ngozi Example-Sample|NG||||||whole
Jane  Doe |US|||Jane|Doe|given-first|guess
Jane Doe|US|en||Jane|Doe|given-first|guess
Tsering Example|CN||||||whole
Leung Chun-lam||||Chun-lam|Leung|family-first|guess
Lee Cheuk-lam|US|||Cheuk-lam|Lee|family-first|guess
Grace Wong Suet-ling|CA||Grace|Suet-ling|Wong|western-first|guess
Chan, Ansel|HK|||Ansel|Chan|given-first|sure
CHAN, Ansel|HK|||Ansel|Chan|given-first|sure
Chan Ho-wun, Ansel|US||Ansel|Ho-wun|Chan|western-first|guess
Li, Wei|CN|||Wei|Li|family-first|sure
Wong Yuk-lam||||Yuk-lam|Wong|family-first|guess
""".strip("\n").splitlines()
)
