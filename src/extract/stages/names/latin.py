"""Given names in Latin letters, and who bears them: "Brian Snyder" is a man."""

from __future__ import annotations

from extract.stages.names.patterns import FEMALE, MALE

# Of English, German, French, Italian and Spanish; none that men and women bear alike ("Robin").
_MEN = """
    aaron adam adrian alain alan albert alberto alejandro alexander alexandre alfred allan andre
    andrew andrey angelo anthony anton antonio armando arnold arthur ben benjamin bernard bernie
    bill bob boris brad bradley brandon brendan brian bruce bruno bryan carl carlo carlos cedric
    charles chester christian christoph christopher chuck claudio clint colin craig curt dan
    daniel darren dave david dean dennis derek diego dieter dimitri dmitry domenico dominic don
    donald doug douglas duncan dustin earl ed eddie edgar edmund eduardo edward edwin elon
    emmanuel enrico enrique eric erik ernest ernesto ethan eugene evan fabio felipe felix
    fernando francesco francisco francois frank franz françois fred frederick friedrich gabriel
    gareth gary gavin geoffrey george georges gerald gerard gerhard giacomo gilbert giorgio
    giovanni giuseppe glenn gordon graham greg gregory guido guillaume gustav guy hans harold
    harry heinrich helmut henri henry herbert herman howard hugh hugo humberto ian igor isaac
    ivan jack jacob jacques james jared jason javier jeff jeffrey jeremy jerome jerry jim jimmy
    joachim joe joel joey johan johannes john johnny jon jonathan jorge jose josef joseph josh
    joshua juan jules julian julio jurgen justin karl keith ken kenneth kevin klaus kurt kyle
    lance larry lars laurent lawrence leo leon leonard leonardo leonid lewis liam lorenzo louis
    luca lucas luigi luis luke manuel marc marcel marco marcus mario mark markus martin marvin
    mathias mathieu matt matteo matthew matthias max maxim michael michel miguel mike mikhail
    mitch nathan neil nicholas nick nicolas nigel norman oleg oliver olivier oscar otto pablo
    paolo pascal patrick paul pedro perry peter phil philip philippe phillip pierre pietro
    quentin rafael ralph ramon randy raphael raul ray raymond rené ricardo riccardo richard rick
    rob robert roberto rodney rodrigo roger roland roman ron ronald ross roy rudolf rupert
    russell ryan salvatore samuel scott sean sebastian serge sergei sergey sergio seth simon
    spencer stanley stefan stefano stephen steve steven stewart stuart ted terence thierry
    thomas tim timothy todd tom tommy tony travis trevor vincent vincenzo vladimir walter warren
    wayne werner wilhelm will william wolfgang xavier yves zachary"""
_WOMEN = """
    abigail adele adriana agnes alessandra alexa alexandra alice alicia alison allison alyssa
    amanda amber amelia amy ana anastasia andrée angela angelina anita ann anna anne annette
    annie antonia april ariana audrey barbara beatrice belinda bella bernadette beth bethany
    betty beverly bianca brenda bridget brigitte britney brooke camila camilla carla carmen
    carol carolina caroline carolyn carrie catherine cathy cecilia celine charlotte chelsea
    cheryl chloe christina christine cindy claire clara claudia colleen concetta courtney
    crystal cynthia daisy daniela danielle daphne dawn deborah debra denise diana diane dolores
    donna dora doris dorothy ekaterina elaine eleanor elena elisa elisabeth elizabeth ella ellen
    eloise elsa emily emma erica erika erin esther eva eve evelyn fiona florence frances
    francesca frida gabriela gabriella gemma georgia gertrude gina gisele giulia gloria grace
    greta hannah harriet heather heidi helen helena hilary hillary holly ida ilona ingrid irene
    irina iris isabel isabella isabelle ivanka jacqueline jane janet janice jeanette jeanne
    jennifer jenny jessica jill joan joanna joanne josephine joyce judith judy julia julie
    juliette karin karina karla kate katharina katherine kathleen kathryn kathy katie katrina
    kayla kimberly kirsten kristen kristin kristina lara larissa laura lauren lena lily linda
    lisa liz liza lola louise lucia lucy luisa lydia madeleine madonna maggie marcia margaret
    margarita maria marianne marie marilyn marina marjorie marlene marta martha mary maya megan
    melania melanie melinda melissa meryl mia michaela michelle mila mildred miranda miriam
    molly monica monique nadia nancy naomi natalia natalie natasha nicole nina nora olga olivia
    oprah pamela patricia paula pauline penelope phyllis priscilla rachel raquel rebecca regina
    renata rita roberta rosa rosalind rose rosemary roxanne ruth sabine sabrina sally samantha
    sandra sara sarah selena sharon sheila shirley silvia simone sofia sonia sophia sophie stacy
    stefanie stella stephanie susan susanna susanne suzanne svetlana sylvia tamara tanya tara
    tatiana teresa theresa tiffany tina ursula valentina valerie vanessa vera veronica victoria
    viola violet virginia vivian wanda wendy yulia yvonne zoe"""
GENDER = dict.fromkeys(_MEN.split(), MALE) | dict.fromkeys(_WOMEN.split(), FEMALE)
