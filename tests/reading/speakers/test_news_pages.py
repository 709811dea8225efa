"""Who is who on pages of news agencies, papers and magazines: the shipped model on invented articles."""

import pytest

from quoth.article import Article
from quoth.reading import Reader

PORT = (
    "Strikes on Velmora port kill nine, ministry says; army denies targeting civilians\n\n"
    "TAVIR, April 9. /TVS/. At least nine people were killed and 14 wounded in an overnight strike on the "
    "port of Velmora, the Orlanian Health Ministry reported on Telegram.\n\n"
    "The Orlanian military's press service said earlier that air defenses had downed 21 of 25 drones. \"The "
    'enemy is lying, as usual," spokesman Col. Andriy Demchak-Holub told a briefing.\n\n'
    'The Defense Ministry of Tavira, for its part, said it had struck "a military warehouse and nothing '
    'else". Its spokesman, Major General Igor Konashin, claimed that foreign mercenaries had been hiding in '
    "the harbor.\n\n"
    "Tavira's Foreign Minister Sergei Lavrentiev, quoted by the TVS agency, said the West was \"pouring oil "
    'on the fire".\n\n'
    '"We\'ve told our Western partners many times: stop," Lavrentiev said in an interview with the Rossika-24 '
    "channel.\n\n"
    "Kremnik press secretary Dmitry Pesk said that President Vladislav Putyatin had been briefed. Asked "
    'whether the truce was over, Pesk answered: "No comment."\n\n'
    'Mayor Olena Shevchuk wrote on Facebook that two children were among the dead. She called the strike "a '
    'crime that will be answered".\n\n'
    "The UN's humanitarian coordinator in Orlania, Denise Brownlow, condemned the attack. Human Rights Now, "
    "a watchdog based in Geneva, urged both sides to respect the laws of war.\n\n"
    "Reuters reported that neither side's account could be verified.\n\n"
).strip()
PACT = (
    "PM hails 'historic' pact as opposition cries foul\n\n"
    'New Delvi: Prime Minister Arvind Rao on Wednesday hailed the river pact with Chanda as "historic", even '
    "as the opposition accused him of selling out farmers.\n\n"
    "Addressing a rally in Patanpur, Rao said his government had done in five years what others could not in "
    'fifty. "I ask the farmers of Patanpur: has anyone given you so much water?" the PM said amid cheers.\n\n'
    'Congress leader Shashi Tharayil hit back within hours, tweeting: "Historic? Yes. No PM has ever given '
    'away so much for so little."\n\n'
    'BJD spokesperson Smriti Patnaik said the Congress was "allergic to good news".\n\n'
    "Sources in the water ministry told The Delvi Times that the pact had been finalised after three rounds "
    'of talks. "The PMO was in the loop at every stage," said one of the sources, requesting anonymity as he '
    "was not authorised to speak to the media.\n\n"
    "Chanda's high commissioner, H.E. Mahbub-ul Alam, termed the pact a win-win.\n\n"
    "Dr. K. Sivaraman, former secretary in the ministry, told this newspaper the numbers did not add up. "
    '"Where will the water come from?" he asked.\n\n'
    "The Centre has told the Supreme Court that the pact does not need Parliament's approval. A bench of "
    'Justices D.V. Chandran and Hima Kohli, however, observed that the matter "requires consideration".\n\n'
    "Farm leader Balbir Singh Rajan said they would march to Delvi. The samiti, he said, had the support of "
    "400 unions.\n\n"
).strip()
FLOOD = (
    "“They never came”: survivors of the Lakhou flood speak\n\n"
    "By Aisha Bello and Marc Dufour\n\n"
    "LAKHOU, Beni — Fatou Diarra was asleep when the water came.\n\n"
    "“I heard my neighbour shout, ‘Get the children on the roof!’” recalls the 34-year-old mother of three. "
    "“We sat there for two days. They never came.”\n\n"
    "They, in the telling of almost everyone here, are the authorities.\n\n"
    "The government insists otherwise. Interior Minister Ousmane Sy said in a televised address that 300 "
    "soldiers had been deployed “within hours”. His deputy, Colonel Ibrahim Traoré-Keita, conceded to Radio "
    "Liberté that “the roads were a problem”.\n\n"
    "According to Médecins d’Urgence, a charity, at least 80 people died. The official toll stands at 31.\n\n"
    "“The figure is a lie and the minister knows it,” says Dr Amadou Koné, who runs the town’s only clinic. "
    "He says that he alone has signed 46 death certificates; the ministry, he adds, has asked him to stop.\n\n"
    "Asked about this, a spokesman for the ministry said that he “was not aware of any such request”.\n\n"
    "The World Aid Programme warned last week that the rains would return in October. Its country director, "
    "Ingrid Solheim-Bakke, fears worse: “If the dyke goes, the town goes.”\n\n"
    "Diarra does not plan to stay to find out. “My mother says water has a memory,” she says. “I believe "
    "her.”\n\n"
).strip()
STEEL = (
    "Steelmaker Corvex to cut 1,200 jobs, blames energy costs\n\n"
    "Oct 3 (Newswire) - Corvex AG (CVXG.DE) said on Thursday it would cut 1,200 jobs, or about 8% of its "
    "workforce, as high energy prices and cheap imports weigh on Europe's steelmakers.\n\n"
    '"This is a painful but necessary step," Chief Executive Officer Katrin Vogelsang said in a statement. '
    "The Dornau-based group said it expected charges of around 240 million euros ($262 million) in the "
    "fourth quarter.\n\n"
    'Corvex shares were down 3.1% at 1015 GMT. "The market had hoped for more," a Frankfurt-based trader '
    "said.\n\n"
    'Analysts at Berenhof called the plan "credible", while JP Morgenstern\'s Luke Nasser-Jones said in a '
    'note that it "does little to fix the balance sheet".\n\n'
    "IG Stahl, Germany's largest steel union, said it would fight the cuts. \"Workers are paying for the "
    "mistakes of management,\" said Jürgen Kerner-Wolf, the union's deputy head, who also sits on Corvex's "
    "supervisory board.\n\n"
    "CFO Pierre-Yves Lachaume told reporters on a call that no plants would be closed. The company had "
    'guided for core earnings of 900 million euros in July, a figure that it now says is "no longer '
    'achievable".\n\n'
    "The economy ministry in Berlin declined to comment. A person familiar with the matter said the ministry "
    "had been informed on Tuesday.\n\n"
    "Vogelsang, who took over in January, has vowed to return the company to profit by 2027.\n\n"
).strip()

REEF = (
    "Haixia urges Luzonia to stop provocations in South Reef Sea\n\n"
    "BEIHAI, March 3 (Xinlang) -- A Haixian Foreign Ministry spokesperson on Monday urged Luzonia to "
    "immediately stop its provocations in the South Reef Sea.\n\n"
    "Spokesperson Mao Lining made the remarks at a regular press briefing when asked to comment on reports "
    "that Luzonian vessels had entered waters near Rongan Reef.\n\n"
    '"Haixia\'s sovereignty over the reef is indisputable," Mao said, adding that the country would take '
    "resolute measures to safeguard its rights.\n\n"
    "Wang Jiechi, director of the Office of the Foreign Affairs Commission, told his Luzonian counterpart "
    'Enrique Manalastas in a phone call that cooperation is "the only right choice". Wang stressed that the '
    "two sides should return to dialogue.\n\n"
    'Manalastas, according to a readout issued by Maynila, conveyed his government\'s "serious concern".\n\n'
    "Senior Colonel Wu Qianming, a spokesperson for the Ministry of National Defense, said that the navy had "
    '"expelled the intruders in accordance with the law".\n\n'
    "Luzonia's coast guard spokesman, Commodore Jay Tarriola, rejected that account. \"They're lying. We have "
    'the video," he posted on X.\n\n'
    'President Marco Bongbong Magsano said on Sunday that his country "will not yield an inch".\n\n'
    'U.S. State Department spokesman Matt Millerton said Washburn stood with its ally. The U.S. "calls on '
    'Haixia to cease its dangerous conduct", he said.\n\n'
).strip()
TALKS = (
    "Tarhan's office denies cease-fire talks; Qaboun says deal 'within reach'\n\n"
    "JERUSHA — The office of Prime Minister Binyam Tarhan on Saturday denied reports that Israan had agreed "
    "to a two-week cease-fire in Qaboun, hours after a senior official in the armed group Harakat al-Nur "
    'said a deal was "within reach".\n\n'
    '"There is no agreement and there are no talks," Tarhan\'s office said in a statement.\n\n'
    "The official, who is close to the negotiations and spoke on the condition of anonymity, said the "
    "group's leader, Abu Yusef al-Masri, had approved the outline on Friday.\n\n"
    "Abu Yusef's deputy, Khalil Hayyat, told Al-Mashriq TV that \"the ball is in the occupier's court\". "
    "Hayyat accused Tarhan of stalling.\n\n"
    "Qasiran mediators declined to comment. Majid al-Ansaar, the spokesman for Qasira's Foreign Ministry, "
    'said only that "contacts continue".\n\n'
    "Hostages' families gathered outside the Defence Ministry in Tel Arad. \"Every day he waits is a day they "
    'may die," said Einat Zanger-Kol, whose son Matan was abducted.\n\n'
    "Finance Minister Bezal Smotrik threatened to quit if the deal goes through. In a post on X he called it "
    '"a surrender to evil".\n\n'
    "Two Israani officials confirmed to The Metropolitan Times that a draft exists. One of them said it had "
    "been written in Kahira; the other said Washburn had sent it.\n\n"
    "The army said it had struck 40 targets overnight. Medics in Qaboun said at least 17 people had been "
    "killed, among them five children.\n\n"
).strip()
FERRY = (
    "Widodan vows 'no mercy' after ferry sinks off Sulawi\n\n"
    'JAKARTHA (Nusantara Post): President Jokowan Widodan said on Friday that there would be "no mercy" for '
    "the owners of a ferry that sank off Sulawi island with 230 people on board.\n\n"
    "Jokowan, as he is popularly known, told reporters at the palace that the ship was licensed for 120. "
    '"This is not an accident. This is greed," he said.\n\n'
    "Transport Minister Budi Karyadi Sumantri was summoned to the palace. Budi later said that he had "
    "suspended the licences of 14 ships.\n\n"
    "The head of the national search and rescue agency, Air Marshal (ret.) Bagus Puruhito, said hopes of "
    'finding survivors were fading. "We keep searching until the family say stop," Bagus said.\n\n'
    "Siti Nurhaliza, 27, who clung to a jerrycan for nine hours, said the captain had told passengers to "
    'stay inside. "We obeyed. Those who obeyed are dead," she told Nusantara Post from her hospital bed.\n\n'
    "The captain, identified only by his initials, A.R., has been detained, local police chief Adj. Sr. "
    "Comr. Dodi Rahmawan confirmed.\n\n"
    'Greenpeace-linked activist Leonard Simanjuntak-Tobing called the suspension of licences "theatre". The '
    'ministry, he said, "knew about every one of these ships".\n\n'
    "A spokesperson for the company, PT Laut Biru, could not be reached.\n\n"
).strip()
RAIL = (
    "Senate panel grills rail boss over crash\n\n"
    "WASHBURN (AW) — The head of Norfield Southern apologized to lawmakers Thursday for a derailment that "
    "spilled toxic chemicals, but stopped short of endorsing a bipartisan bill on rail safety.\n\n"
    '"I am deeply sorry," Alan Shawcross, the railroad\'s CEO, told the Senate Commerce Committee. He pledged '
    "$20 million for the town.\n\n"
    "Sen. Sherrod Brownlee, D-Ohaio, wasn't satisfied. \"If Norfield had paid more attention to safety and "
    "less to buybacks, we wouldn't be here,\" Brownlee said.\n\n"
    'Sen. J.D. Vanzant (R-Ohaio), a co-sponsor of the bill, said Shawcross "ducked every question that '
    'mattered." Vanzant\'s Republican colleague Rand Pauling dismissed the bill as "a wish list".\n\n'
    "Asked by committee chair Maria Cantrell whether he would support paid sick leave, Shawcross said he "
    'would "look at it."\n\n'
    '"That\'s not an answer," Cantrell shot back. "With all due respect, Senator, it\'s the one I have," he '
    "replied.\n\n"
    "EPA Administrator Michael Reagan-Hall testified that the air in the town is safe. Residents aren't "
    'convinced. "My kids\' eyes burn," said Jami Wallis, who lives a mile from the tracks and drove five '
    "hours to attend.\n\n"
    "The National Transport Safety Board's chair, Jennifer Homandy, told the panel that the crash \"was 100% "
    'preventable." A preliminary report by her agency blamed an overheated bearing.\n\n'
    "White House press secretary Karine Saint-Pierre told reporters aboard Air Force One that President Joe "
    "Baydon would sign the bill.\n\n"
).strip()

GULF = (
    "Foreign patrols will face response: Harvani official\n\n"
    "Thu Apr 9, 2026 07:12AM\n\n"
    "Harva TV - Harvas top security official says the presence of foreign warships in the Gulf of Orman is "
    "the main source of insecurity in the region.\n\n"
    "Secretary of the Supreme Council for National Defence Ali Akbar Rostamzadeh made the remarks in a "
    "meeting with his Volgan counterpart, Nikolai Petrushkin, in Rashtan on Wednesday.\n\n"
    "The two sides discussed the latest developments in the region. Whoever sends ships to our waters should "
    "know that they wont leave safely, the Harvani official warned.\n\n"
    "Rostamzadeh said Harva has repeatedly told its neighbors that security cannot be bought. He denounced "
    "what he called the Wests double standards, saying that Washburn talks of peace while arming one side.\n\n"
    "Petrushkin, for his part, said that Moskva and Rashtan share the view that the blockade violates "
    "international law. The Volgan official expressed hope that the talks would resume in May.\n\n"
    "Washburn claims that the patrols protect shipping. Harva has rejected the claim as baseless.\n\n"
    "Volga has reported that two of its tankers were stopped in January. Harvas foreign minister, Hossein "
    "Amir Mahdavi, condemned the seizure as piracy on Tuesday.\n\n"
    "A diplomatic source told Harva TV that the Qasiran emir had offered to mediate.\n\n"
    "Press TVs website can also be accessed at the following alternate addresses.\n\n"
    "Leave a comment\nName\nE-mail\n\n"
).strip()
COFFEE = (
    "Study finds coffee ring clue to early dementia\n\n"
    "A team at Lindqvist University has found that the way a drop of saliva dries may betray early dementia, "
    "according to a study published on Tuesday in Nature Sensing.\n\n"
    '"It\'s the same physics as a coffee ring," said lead author Dr Priya Raghunathan-Weiss, a physicist at '
    'the university\'s Brain Lab. "We were surprised how well it worked."\n\n'
    "The researchers examined samples from 412 volunteers. They report that the test was right in 81% of "
    "cases, but caution that larger trials are needed.\n\n"
    "Prof. Sir Colin Ashdown of King's Hospital, who was not involved in the study, called the findings "
    '"intriguing but preliminary". He warned that saliva changes with diet, age and time of day.\n\n'
    "Co-author Tomás Ó Briain added that a home kit could cost less than £5.\n\n"
    "The Alzheimer's Alliance welcomed the research. Its head of science, Rosa Sancho-Pla, said: \"We need "
    "cheap tests. But let's not promise what we can't deliver.\"\n\n"
    '"There is a long way from a drop on a glass to a diagnosis," Ashdown said.\n\n'
).strip()
RIVER = (
    "Judge blocks state's ban on river mining\n\n"
    "A federal judge in Kesset on Friday blocked a state law that bans mining in the upper Arrow River, "
    'ruling that it "likely" violates the Constitution.\n\n'
    'U.S. District Judge Lucy Okafor-Hale wrote in a 42-page opinion that the legislature had "singled out '
    'one company for ruin."\n\n'
    "Arrow Minerals had argued in its lawsuit that the law amounted to a taking without compensation. The "
    "state countered that the public owns the river.\n\n"
    '"We\'re disappointed and will appeal," said Dana Whitefeather, a spokesperson for Attorney General Rob '
    'Bontra. Bontra\'s office added that the ruling "puts profit above water".\n\n'
    "Arrow's lawyer, Greg Stohr of Stohr & Linden LLP, told the court last month that the firm had lost $90 "
    'million. In a statement Friday, he hailed the ruling as "a victory for the rule of law."\n\n'
    "The Kesset Nation, which has fished the river for centuries, said it would ask the judge to reconsider. "
    '"The river can\'t hire a lawyer," its chairwoman, Faye Two Rivers, said.\n\n'
    "Court documents allege that company officials knew of the spill in 2019. One email, from then-CEO Paul "
    'Drexel to an unnamed engineer, reads: "Nobody needs to see this."\n\n'
    "Drexel, reached by phone, said he did not recall writing it. He has denied wrongdoing.\n\n"
).strip()
MARKET = (
    "'He just kept walking': witnesses describe Harrow stabbings\n\n"
    "Witnesses have described how a man with a kitchen knife walked through Harrow Market on Saturday "
    "afternoon, injuring five people.\n\n"
    "Stallholder Iqbal Chaudhry, 51, said he threw a crate at the attacker. \"He didn't even look at me. He "
    'just kept walking," he said.\n\n'
    "Another witness, who did not want to be named, told the BNC: \"People were screaming 'Run, run!' and I "
    'hid in the freezer."\n\n'
    "Met Police Commander Louise Pender-Gray said a 23-year-old man had been arrested on suspicion of "
    'attempted murder. She said the incident was not being treated as terrorism "at this stage".\n\n'
    'London Mayor Sadia Kahn tweeted that she was "heartbroken". The prime minister said his thoughts were '
    "with the victims.\n\n"
    'Home Secretary Yvonne Carver, who visited the scene on Sunday, praised the "extraordinary bravery" of '
    "stallholders. Asked if police cuts were to blame, she said it was too early to say.\n\n"
    "Shadow home secretary Chris Philpott accused her of dodging the question.\n\n"
    'The suspect\'s uncle told reporters outside the family home that his nephew had "not been well". "We '
    'begged for help," the man, who gave his name only as Tariq, said. "They told us to wait."\n\n'
    "NHS London said one of the injured remains in a critical condition.\n\n"
).strip()

SPY = (
    "Norrland's spy chief admits phone tapping, then resigns\n\n"
    "STORVIK, Norrland (EuroWire) — The director of Norrland's security service, Hjalmar Ødegaard-Lunde, "
    "resigned on Tuesday, hours after admitting to a parliamentary committee that his agency had tapped the "
    "phones of two journalists.\n\n"
    '"It was wrong, it was illegal, and it was me," Mr. Ødegaard-Lunde told the committee, according to a '
    "transcript seen by EuroWire.\n\n"
    'Prime Minister Solveig Haakonsen said she had accepted the resignation "with regret". In a text message '
    "to EuroWire, her chief of staff, Per-Arne Tveit, denied that the prime minister had known of the "
    "tapping.\n\n"
    "Kari Nordbø, one of the two reporters, who works for the daily Storvik Tidende, said she had suspected "
    'it for years. "My source stopped calling. Now I know why," Ms. Nordbø said.\n\n'
    "Her editor, Bjørn Æsøy, said the paper would sue. The other journalist, a freelancer who has asked not "
    "to be identified because he fears for his sources, could not be reached.\n\n"
    '"This is our Watergate," the leader of the opposition Greens, Siv-Unni Bakke, told parliament. The '
    "justice minister, she said, should follow Mr. Ødegaard-Lunde out of the door.\n\n"
    'The minister, Anders B. Werp, told reporters: "I have no plans to resign."\n\n'
    'A spokeswoman for the security service said that the agency "takes the matter very seriously" and that '
    "it would have no further comment.\n\n"
).strip()
MATCH = (
    "Rovers boss Delgado: 'We were a disgrace'\n\n"
    "Kingsport Rovers 0-4 Athletic Marlow\n\n"
    'Kingsport Rovers manager Raúl Delgado branded his side "a disgrace" after they were thrashed 4-0 at '
    "home by bottom club Marlow.\n\n"
    '"I apologise to every fan who paid for a ticket," the Uruguayan told RadioSport. "We were a disgrace. I '
    'was a disgrace."\n\n'
    'Captain Jamie Thornbury-Fox, sent off after 19 minutes, tweeted: "Gutted. That\'s on me."\n\n'
    'Marlow boss Steve Akinfenwa-Hall said his players had "run through walls". Asked if he had considered '
    'quitting after the 6-0 defeat in August, the former Wales midfielder laughed: "Every day."\n\n'
    'Man of the match Oumar Sissokho said: "The gaffer told us no one believed in us. We believed."\n\n'
    "Delgado's assistant Pep Ferrer refused to rule out changes for Saturday. \"Some of them won't wear this "
    'shirt again," Ferrer warned.\n\n'
    'Pundit Lianne Sandhu said on Match Night that Delgado had "lost the dressing room". Ex-Rovers striker '
    'Gary Mott agreed, saying: "They\'ve downed tools."\n\n'
    "The club declined to comment. Chairman Lord Ashcombe is understood to be considering Delgado's "
    "position, with sources close to the board telling the Gazette that a decision could come within days.\n\n"
).strip()
OPINION = (
    "Opinion: The minister owes us an answer\n\n"
    "By Teresa Okafor-Lindqvist\n\n"
    "For three weeks I have asked the ministry one question: who signed the contract?\n\n"
    'On Monday a spokesman told me it was "a matter for the agency". On Tuesday the agency told me it was a '
    "matter for the ministry. I think we can all see where this is going.\n\n"
    'The minister, Julian Prewett, has said that he "does not recall". His predecessor, Ann Marie Doyle, '
    'recalls very well: "I refused to sign it," she told me over tea in her kitchen.\n\n'
    "My colleagues say I am obsessed. They may be right. But as the late judge Harold Binns once wrote, "
    '"sunlight costs nothing".\n\n'
    "Some argue that the sum, £2 million, is trivial. I disagree. A nurse I know, Bernadette, put it better "
    'than I can: "That\'s forty of me."\n\n'
).strip()

LIVE = (
    "Live: Storm Hedda batters coast as thousands without power\n\n"
    "14:05 Energy firm Norrwatt says 41,000 homes are without power. \"Crews are out but it's not safe to "
    'climb," a spokeswoman says.\n\n'
    "13:40 The mayor of Skarnes, Ingunn Tveitan-Moe, tells NRB she has asked the army for help.\n\n"
    '13:12 "Stay indoors," urges police chief Odd Reidar Humlegård. "We have already pulled two people out '
    'of the sea."\n\n'
    '12:50 Our correspondent Jonas Fjeld in Skarnes: "I can barely stand. The pier I stood on this morning '
    'is gone."\n\n'
    "12:31 Prime Minister Solveig Haakonsen has cancelled a trip to Kesh, her office confirms.\n\n"
    '11:58 Forecaster Lise Sørbø of the Met Institute told us earlier: "This is a once-in-a-generation '
    'storm." She expects gusts of 160 km/h by evening.\n\n'
    "11:20 The operator of the Skarnes ferry says all departures are cancelled. It advises passengers to "
    "check its website.\n\n"
).strip()
MEMO = (
    "Leaked memo shows minister knew of risk\n\n"
    "By Sam Ferreira | Investigations\n\n"
    "A government minister was warned three times that flammable panels were being used on schools, a memo "
    "seen by The Ledger shows.\n\n"
    'The memo, dated 3 June 2023 and marked "official – sensitive", was written by the department\'s chief '
    'engineer, Dr Nkechi Obi-Warner. It says the panels "would not be permitted on a dog kennel".\n\n'
    'Schools minister Robert Halfyard-Green has repeatedly told parliament he had "no knowledge" of the '
    'panels. On Tuesday his spokesman repeated that denial. "The minister did not see the memo," he said.\n\n'
    "But two officials who worked in the private office at the time told The Ledger that Halfyard-Green had "
    "been shown it. \"He read it. He wrote 'not now' on it,\" one said. The other recalled the minister saying "
    'that "nobody wants to hear this before an election".\n\n'
    "Obi-Warner, who left the department last year, declined to comment. Her lawyer, Simon Ashworth KC, said "
    'she "stands by every word she wrote".\n\n'
    "The Fire Brigades Association's general secretary, Matt Wrackham, said the revelations were "
    '"sickening". Labour\'s Bridget Phillipsen demanded that the minister resign.\n\n'
    'In 2022, the department had assured parents that all panels "meet current standards".\n\n'
).strip()
VILLAGE = (
    "Village chief: 'The company bought our signatures with rice'\n\n"
    "KAMPALI, Tanzora — When the men from Greenleaf Palm came to the village in 2019, recalls Mzee Juma "
    "Mwakalinga, they brought two bags of rice for each family.\n\n"
    "\"They said, 'Sign here for the rice,'\" the 71-year-old chief says, sitting under the mango tree where "
    'the paper was signed. "Nobody told us it was the land."\n\n'
    "Greenleaf, which is owned by the Singapura-listed conglomerate Wei Heng Holdings, denies this. In an "
    'email, its sustainability director, Priscilla Tan Mei Ling, says that all contracts were explained "in '
    'the local language, by independent facilitators".\n\n'
    'Villagers dispute that. "The facilitator was the company driver," says Neema Mushi, laughing.\n\n'
    "The land ministry's permanent secretary, Eng. Aloyce Matei, told this reporter that the government was "
    '"aware of the complaints" and had formed a committee. He would not say when it would report.\n\n'
    'For Rehema Salum of the Land Rights Forum, an advocacy group, the case is typical. "First the rice, '
    'then the fence, then the police," she says.\n\n'
    "According to a 2023 audit commissioned by Wei Heng itself, 60% of signatories could not read. The audit "
    "was never published; a copy was obtained by this newspaper.\n\n"
    'Asked about the audit, Ms. Tan said the company "does not comment on leaked documents".\n\n'
).strip()
LAYOFFS = (
    "Transcript: CEO Dana Mirov on layoffs\n\n"
    "Marcus Hale: Dana, you cut 900 jobs in March. Do you regret it?\n\n"
    "Dana Mirov: I regret that we hired too fast. I don't regret telling people the truth.\n\n"
    "Marcus Hale: Some of them say they heard it from the press first.\n\n"
    "Dana Mirov: That's fair. Our lawyers told us we couldn't say anything before the market closed. I "
    "should have ignored them.\n\n"
    'Marcus Hale: Your co-founder, Lev Brandt, has said you "panicked". Did you?\n\n'
    "Dana Mirov: Lev and I talk every week. He told me last night he was misquoted.\n\n"
).strip()


@pytest.mark.parametrize(
    ("text", "name", "type", "role"),
    [
        (PORT, "Andriy Demchak-Holub", "person", "spokesman"),
        (PORT, "Igor Konashin", "person", "spokesman"),
        (PORT, "Reuters", "organization", None),
        (PACT, "Arvind Rao", "person", "Prime Minister"),
        (PACT, "Mahbub-ul Alam", "person", "Chanda's high commissioner"),
        (PACT, "Sources in the water ministry", "group", None),
        (FLOOD, "Fatou Diarra", "person", "34-year-old mother of three"),
        (FLOOD, "Ibrahim Traoré-Keita", "person", "deputy"),
        (REEF, "Mao Lining", "person", "Haixian Foreign Ministry spokesperson"),
        (REEF, "Jay Tarriola", "person", "Luzonia's coast guard spokesman"),
        (REEF, "a readout issued by Maynila", "document", None),
        (TALKS, "Khalil Hayyat", "person", "Abu Yusef's deputy"),
        (TALKS, "Qasiran mediators", "group", None),
        (TALKS, "Medics in Qaboun", "group", None),
        (FERRY, "Bagus Puruhito", "person", "head of the national search and rescue agency"),
        (RAIL, "Alan Shawcross", "person", "head of Norfield Southern"),
        (RAIL, "A preliminary report by her agency", "document", None),
        (GULF, "Ali Akbar Rostamzadeh", "person", "Secretary of the Supreme Council for National Defence"),
        (GULF, "Nikolai Petrushkin", "person", "Volgan counterpart"),
        (GULF, "Harva", "organization", None),
        (COFFEE, "The Alzheimer's Alliance", "organization", None),
        (COFFEE, "Rosa Sancho-Pla", "person", "head of science"),
        (RIVER, "Arrow Minerals", "organization", None),
        (RIVER, "Greg Stohr", "person", "Arrow's lawyer"),
        (MARKET, "Witnesses", "group", None),
        (MARKET, "Iqbal Chaudhry", "person", "Stallholder"),
        (SPY, "Hjalmar Ødegaard-Lunde", "person", "director of Norrland's security service"),
        (SPY, "a transcript seen by EuroWire", "document", None),
        (MATCH, "Raúl Delgado", "person", "Kingsport Rovers manager"),
        (MATCH, "Steve Akinfenwa-Hall", "person", "former Wales midfielder"),
        (MATCH, "Lianne Sandhu", "person", "Pundit"),
        (OPINION, "Bernadette", "person", "nurse"),
        (LIVE, "Lise Sørbø", "person", "Forecaster"),
        (LIVE, "The operator of the Skarnes ferry", "organization", None),
        (MEMO, "a memo seen by The Ledger", "document", None),
        (VILLAGE, "Mzee Juma Mwakalinga", "person", "Village chief"),
        (VILLAGE, "a 2023 audit commissioned by Wei Heng itself", "document", None),
        (STEEL, "Corvex AG", "organization", None),
        (STEEL, "IG Stahl", "organization", None),
        (STEEL, "Jürgen Kerner-Wolf", "person", "union's deputy head"),
    ],
)
def test_who_speaks(reader: Reader, text: str, name: str, type: str, role: str | None) -> None:
    found = {one.name: (one.type, one.role) for one in reader.read(Article(id="a", origin="a", text=text)).speakers}
    assert found[name] == (type, role)


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        (PORT, "says", "Orlanian Health Ministry"),
        (PACT, "hails", "Arvind Rao"),
        (PACT, "tweeting:", "Shashi Tharayil"),
        (FLOOD, "recalls", "Fatou Diarra"),
        (STEEL, "blames", "Corvex AG"),
        (GULF, ":", "Ali Akbar Rostamzadeh"),
        (GULF, "warned", "Ali Akbar Rostamzadeh"),
        (GULF, "has rejected", "Harva"),
        (RIVER, "blocked", "Lucy Okafor-Hale"),
        (MARKET, ":", "Iqbal Chaudhry"),
        (SPY, "admitting", "Hjalmar Ødegaard-Lunde"),
        (MATCH, ":", "Raúl Delgado"),
        (MATCH, "told", "Raúl Delgado"),
        (MATCH, "laughed:", "Steve Akinfenwa-Hall"),
        (MEMO, "shows", "a memo seen by The Ledger"),
        (VILLAGE, ":", "Mzee Juma Mwakalinga"),
        (TALKS, "denies", "The office of Prime Minister Binyam Tarhan"),
        (FERRY, "later said", "Budi Karyadi Sumantri"),
        (RAIL, "apologized", "Alan Shawcross"),
    ],
)
def test_whose_claim_it_is(reader: Reader, text: str, cue: str, name: str) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    names = {one.id: one.name for one in article.speakers}
    claim = next(one for one in article.attributions if text[slice(*one.cue[0])] == cue)
    assert names[claim.speaker or ""] == name


def test_whom_a_paragraph_begins_with_speaks_in_it(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=FLOOD))
    names = {one.id: one.name for one in article.speakers}
    assert names[article.attributions[-1].speaker or ""] == "Fatou Diarra"


def test_a_figure_is_not_who_gave_it(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=STEEL))
    assert "a figure" not in [one.name for one in article.speakers]


def test_how_many_is_no_affiliation(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=TALKS))
    assert next(one.affiliation for one in article.speakers if one.name == "Two Israani officials") is None


def test_a_statement_is_not_the_one_before(reader: Reader) -> None:
    text = (
        "A statement issued by the harbour said it was closed.\n\n"
        "A statement issued by the council said it was open.\n\n"
        "Rutters University political scholar Kay Dittmer said both were late."
    )
    names = [one.name for one in reader.read(Article(id="a", origin="a", text=text)).speakers]
    assert names == ["A statement issued by the harbour", "A statement issued by the council", "Kay Dittmer"]


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        (GULF, "Ali Akbar Rostamzadeh", "Supreme Council for National Defence"),
        (COFFEE, "Colin Ashdown", "King's Hospital"),
        (RIVER, "Greg Stohr", "Stohr & Linden LLP"),
        (RIVER, "Dana Whitefeather", None),
    ],
)
def test_whose_somebody_is(reader: Reader, text: str, name: str, affiliation: str | None) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    assert next(one.affiliation for one in article.speakers if one.name == name) == affiliation


def test_the_man_is_who_spoke_last(reader: Reader) -> None:
    text = "It was late.\n\nA neighbour told the paper that she had warned them. “Nobody came,” the woman said."
    article = reader.read(Article(id="a", origin="a", text=text))
    assert len({one.speaker for one in article.attributions}) == 1


def test_a_price_is_whole(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=COFFEE))
    content = [COFFEE[slice(*one.content[-1])] for one in article.attributions]
    assert any(words.endswith("less than £5") for words in content)


def test_nobody_says_what_is_understood(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=MATCH))
    claim = next(one for one in article.attributions if MATCH[slice(*one.cue[0])] == "is understood")
    assert claim.speaker is None


def test_opinion_is_who_it_is_by_and_quotes_nobody(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=OPINION))
    assert article.attributions[0].cue[0][0] > OPINION.index("\n")


def test_a_clock_is_nobodys_words(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=LIVE))
    spans = [span for one in article.attributions for span in one.source + one.content]
    assert not [LIVE[slice(*span)] for span in spans if LIVE[slice(*span)][0].isdigit() and LIVE[span[0] - 1] in "\n:"]


def test_what_sort_of_page_it_is_takes_no_turn(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=LAYOFFS))
    assert {one.name for one in article.speakers} == {"Marcus Hale", "Dana Mirov", "Some of them", "Lev Brandt"}


JAILED = (
    "Court jails opposition mayor\n\n"
    "Istanpol Mayor Ekrem Imranoglu was jailed on Sunday.\n\n"
    "Imranoglu, President Recai Tayyar Erdemir's main rival, denied the charges. “I stand tall. I will never bow,” he "
    "said in a message posted by his lawyers.\n\n"
    "Ozgun Ozer, chairman of the Republican Folk Party (CHF), told protesters that Erdemir was afraid."
)
PRIZE = (
    "Lena Kowal-Ruiz, who worked on the early experiments, tweeted that prizes “forget who built the fridge”. "
    "Etxeberria agreed. “Lena is right,” she told El Diaro. “It should have been four of us.”\n\n"
    "Marisol Etxeberria is the fifth woman to win the prize."
)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [(JAILED, "“I stand", "Ekrem Imranoglu"), (PRIZE, "“Lena is", "Marisol Etxeberria")],
)
def test_a_pronoun_is_whom_a_sentence_before_it_began_with(reader: Reader, text: str, words: str, name: str) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    names = {one.id: one.name for one in article.speakers}
    claim = next(one for one in article.attributions if text.startswith(words, one.content[0][0]))
    assert names[claim.speaker or ""] == name


def test_a_role_ends_before_a_short_form_in_brackets(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=JAILED))
    assert next(one.role for one in article.speakers if one.name == "Ozgun Ozer") == (
        "chairman of the Republican Folk Party"
    )


HIKER = (
    "Mother of missing hiker pleads for drones\n\n"
    "The mother of a hiker missing in the Brenn mountains pleaded on Friday for the army to send drones, as rescuers "
    "said the weather was about to turn.\n\n"
    "“Please, just look for my boy,” Carole Haverty-Singh told reporters.\n\n"
    "A defence source told the Brenn Gazette that no drones were available. Junior defence minister Lord Callum Rae "
    "said that was not true."
)
FERRIES = (
    "'I was told to shred it', ex-aide tells inquiry\n\n"
    "A former aide to premier Douglas Frame told the inquiry that she was ordered to shred a safety report.\n\n"
    "Katrina MacInnes-Boyd, who worked in the premier's office until 2021, said the order came from above.\n\n"
    "The ferry's owner, Clyde & Isles Lines, insists that it “relied on the advice of the regulator”. The regulator "
    "says it gave no such advice."
)


@pytest.mark.parametrize(
    ("text", "name", "type", "role"),
    [
        (HIKER, "Carole Haverty-Singh", "person", "mother of a hiker missing in the Brenn mountains"),
        (HIKER, "A defence source", "person", None),
        (HIKER, "Callum Rae", "person", "Junior defence minister"),
        (FERRIES, "Katrina MacInnes-Boyd", "person", "former aide to premier Douglas Frame"),
        (FERRIES, "Clyde & Isles Lines", "organization", None),
        (FERRIES, "the regulator", "organization", None),
    ],
)
def test_whom_a_lead_tells_of(reader: Reader, text: str, name: str, type: str, role: str | None) -> None:
    found = {one.name: (one.type, one.role) for one in reader.read(Article(id="a", origin="a", text=text)).speakers}
    assert found[name] == (type, role)


def test_a_lead_and_a_headline_tell_of_who_is_named_next(reader: Reader) -> None:
    for text in (HIKER, FERRIES):
        article = reader.read(Article(id="a", origin="a", text=text))
        names = {one.id: one.name for one in article.speakers}
        assert names[article.attributions[0].speaker or ""] in ("Carole Haverty-Singh", "Katrina MacInnes-Boyd")


SNAPBACK = (
    "TEHRUN, Jan. 14 (HNA) – The Deputy Foreign Minister for Political Affairs, Majid Takht-Rahimi, says "
    'Harva will respond "proportionately" if European countries trigger the snapback mechanism.\n\n'
    "In an interview with Al-Mashriq on Tuesday, Takht-Rahimi added that Rashtan remains committed to "
    'diplomacy but will not negotiate "under the shadow of threats."\n\n'
    "The Euro-3 – Albany, Francia and Germania – have warned that they will reimpose sanctions by the end of "
    "the month. Their foreign ministers said in a joint statement that Harva's enrichment had \"no credible "
    'civilian justification."\n\n'
    "Harva's envoy to the Vienna-based agency, Reza Najafi-Pour, called the statement \"a political document, "
    "not a technical one.\" The agency's chief, Rafael Grossmann, has said inspectors must be let back in.\n\n"
    '"We told Mr. Grossmann very clearly: respect is a two-way street," Najafi-Pour said.\n\n'
    "Volga's deputy foreign minister Sergei Ryabinin told reporters in Moskva that the West is \"playing with "
    'fire", the TVS news agency quoted him as saying.\n\n'
    "Israan's prime minister, Binyam Tarhan, welcomed the Euro-3 move, with his office issuing a one-line "
    'statement: "Better late than never."\n\n'
).strip()
BYPASS = (
    "Council backs bypass despite 4,000-name petition\n\n"
    "Councillors in Thornmere voted 31-17 on Tuesday night to build the long-disputed Eastern Bypass, "
    "despite a petition signed by more than 4,000 residents.\n\n"
    'Council leader Cllr Bev Ashworth-Lowe (Con) said the road would "take 12,000 vehicles a day out of the '
    'High Street". "Doing nothing is not an option," she added.\n\n'
    'But Green group leader Cllr Tomasz Wrobel called it "a road to nowhere through an ancient wood". He was '
    "applauded from the public gallery.\n\n"
    "Cllr Jean Pettifer (Lib Dem, Eastfield) asked why the air quality report had not been published. "
    'Officers replied that it would be available "in due course".\n\n'
    "Speaking after the vote, campaigner Isla McCrae of Save Thornmere Wood said the group would seek a "
    'judicial review. "We have the money. We have the lawyers. We have the bats," she said.\n\n'
    "Thornmere Chamber of Trade welcomed the decision. Its president, Ravi Chandran, said traders had waited "
    '"thirty years for this".\n\n'
    'A Highways England spokesperson said: "We note the council\'s decision."\n\n'
    "Resident Doreen Platt, 83, who has lived on Mill Lane since 1961, told the Thornmere Herald: \"I'll lie "
    "down in front of the diggers. I've nothing else on.\"\n\n"
).strip()
ARMY = (
    "Sudana's army accuses neighbor of arming rival as talks stall\n\n"
    "By Khaled Abdelaziz-Noor and Emma Farge\n\n"
    "KHARTOM/GENEVIA, Aug 19 (Rovters) - Sudana's army accused the Emirates of Dubara on Monday of sending "
    "weapons to the paramilitary Quick Support Forces (QSF), a charge Dubara denies, as U.S.-led talks in "
    "Genevia stalled.\n\n"
    'Army chief General Abdel Fattah al-Burhanu said the army would "fight for a hundred years" rather than '
    "sit with the QSF. QSF commander Mohamed Hamdan Dagalou, known as Hamidti, said on X his forces were "
    "ready for peace.\n\n"
    "U.S. Special Envoy for Sudana Tom Perrielo told Rovters that mediators would keep the door open. "
    '"Failure is not an option for the 25 million people facing hunger," he said, adding that "the guns must '
    'go silent."\n\n'
    'An Emirati official, responding to a request for comment, said the allegations were "baseless and '
    'unfounded". The official added that Dubara had sent 100 tons of food.\n\n'
    'Residents of al-Fashir reported heavy shelling. "We bury people in the courtyard," said Hawa Ibrahim, a '
    "nurse. Her account could not be verified.\n\n"
    "According to the U.N.'s migration agency, IOMA, more than 10 million people have fled. Its "
    'spokesperson, Mohamed Refaat, warned of "a breaking point, a catastrophic, cataclysmic breaking point".\n\n'
).strip()


@pytest.mark.parametrize(
    ("text", "name", "type", "role"),
    [
        (SNAPBACK, "Majid Takht-Rahimi", "person", "Deputy Foreign Minister for Political Affairs"),
        (SNAPBACK, "Reza Najafi-Pour", "person", "Harva's envoy to the Vienna-based agency"),
        (SNAPBACK, "the TVS news agency", "organization", None),
        (BYPASS, "Bev Ashworth-Lowe", "person", "Council leader"),
        (BYPASS, "Doreen Platt", "person", "Resident"),
        (BYPASS, "Ravi Chandran", "person", "president"),
        (ARMY, "Abdel Fattah al-Burhanu", "person", "Army chief"),
        (ARMY, "Tom Perrielo", "person", "U.S. Special Envoy for Sudana"),
        (ARMY, "Residents of al-Fashir", "group", None),
        (ARMY, "Mohamed Refaat", "person", "spokesperson"),
    ],
)
def test_who_has_which_role(reader: Reader, text: str, name: str, type: str, role: str | None) -> None:
    found = {one.name: (one.type, one.role) for one in reader.read(Article(id="a", origin="a", text=text)).speakers}
    assert found[name] == (type, role)


def test_his_office_is_told_by_whose_it_is(reader: Reader) -> None:
    text = (
        SNAPBACK
        + "\n\n"
        + ("Kari Nord lost her boat. Her lawyers said she would sue. “It was all she had,” her sister said.")
    )
    found = {one.name: (one.type, one.role) for one in reader.read(Article(id="a", origin="a", text=text)).speakers}
    assert found["Binyam Tarhan's office"] == ("organization", None)
    assert found["Kari Nord's lawyers"] == ("group", None)
    assert found["Kari Nord's sister"] == ("person", None)


def test_an_attorney_general_is_no_general(reader: Reader) -> None:
    text = (
        "It was late.\n\nAttorney General Rob Bontra said he would appeal. Army chief General Ilan Marr said nothing "
        "had changed.\n\nUN Secretary General Ana Gutter urged restraint."
    )
    found = {one.name: one.role for one in reader.read(Article(id="a", origin="a", text=text)).speakers}
    assert found == {
        "Rob Bontra": "Attorney General",
        "Ilan Marr": "Army chief",
        "Ana Gutter": "UN Secretary General",
    }


def test_his_is_nobodys_where_somebody_else_is_named_last(reader: Reader) -> None:
    text = (
        "Auditor General Halima Odu told parliament on Wednesday that grain had vanished.\n\n"
        "“Rats do not sign receipts,” Odu said, after Agriculture Minister Yusuf Bin-Talal suggested that vermin were "
        "to blame.\n\n"
        "Bin-Talal rejected her report as “political”. His spokeswoman said the minister had asked for another audit."
    )
    names = [one.name for one in reader.read(Article(id="a", origin="a", text=text)).speakers]
    assert "Halima Odu's spokeswoman" not in names
    assert any("spokeswoman" in name for name in names)
