"""Names from outside the training news, so that a name's fame is no feature of who speaks."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from quoth.article import Span

GIVEN = """
Adaeze Aigerim Ainur Aliya Amara Amina Amit Anan Anjali Ankhbayar Arif Arman Arash Arturo Asel Ashok Ayumi Azadeh
Babak Bekzod Bilal Binh Birhan Bolat Chidi Chinedu Danilo Darya Dawit Deepa Demba Dilnoza Dinara Divya Ebele Ekaterina
Elif Emre Erdem Ermias Fadi Faisal Farida Farrukh Fatou Fumiko Ganbold Gulnara Habib Hakan Halima Haruto Hassan Hiroshi
Hoang Hye-jin Ibrahima Ikram Imran Indira Ismail Jamila Jun-ho Kaveh Keiko Khalid Kofi Komil Kwame Laila Lamine Lan
Layla Leila Linh Lwazi Mahbub Mahmoud Malika Mariam Marwan Mehdi Mei Meruert Minh Moussa Murat Nadia Nandi Nasrin Neha
Nilufar Nkechi Noor Nurlan Olena Olzhas Omar Oyun Parisa Parveen Pedro Pham Priya Qasim Quyen Rahim Rania Rashid Ravi
Reza Rustam Sadia Saltanat Samira Sanjay Sardor Sayed Selam Seyran Shabnam Shirin Sibusiso Sina Sung-min Suresh Svitlana
Tae-yang Tarek Temur Thabo Thandiwe Thi Timur Tolga Tuan Uchenna Umida Usha Vusi Wanjiru Wei Xiaoming Yasmin Yerlan
Yusuf Zainab Zara Zaur Zhanna Zodwa
""".split()

FAMILY = """
Abdullayev Abebe Adeyemi Afolabi Ahmadi Akhmetov Al-Hashimi Al-Masri Amirov Anand Asante Aslanov Baatar Balogun Banerjee
Bayramov Bekele Bello Bhattarai Boateng Chaudhry Chukwu Dang Demir Desai Dhillon Diallo Diop Dlamini Do Eze Farahani
Fofana Gebre Ghorbani Goh Guliyev Haidari Hakimi Hamdan Hasanov Hosseini Hwang Ibraimov Igwe Inoue Iqbal Ismailova
Jafari Jalilov Kamara Kang Karimov Kaya Keita Khamidov Khan Khatri Khumalo Kobayashi Kuznetsova Kwon Lungu Mahlangu
Malik Mammadov Mansour Mbeki Mehta Mensah Mirza Mkhize Mohammadi Moyo Mutasa Mwangi Naidoo Najafi Nakamura Narayan
Ndiaye Nguema Nguyen Niyazov Nkosi Nwosu Obi Okafor Okonkwo Onyango Orazbayev Osei Otieno Ozturk Pak Patel Petrenko
Pham Phan Qureshi Rahimov Rahmani Rajan Rao Rezaei Sadykov Sahin Saidov Saito Salehi Sarr Sato Shah Sharma Shevchenko
Shrestha Siddiqui Sithole Soltani Suleimenov Takahashi Tanaka Tesfaye Thapa Toure Tran Traore Tshabalala Tursunov
Usmanov Vo Vu Watanabe Yamamoto Yilmaz Yoon Zaman Zhaksybekov Zhang Zulu
""".split()


def renaming(text: str, people: Iterable[tuple[Span, ...]], random: Random) -> dict[Span, str]:
    """A new word for each word of each person's name, the same word always for the same one."""
    people = list(people)
    families = {text[slice(*person[-1])].lower() for person in people}
    chosen: dict[str, str] = {}
    renamed: dict[Span, str] = {}
    for person in people:
        for span in person:
            word = text[slice(*span)]
            known = word.lower()
            if known not in chosen:
                chosen[known] = random.choice(FAMILY if known in families else GIVEN)
            renamed[span] = chosen[known].upper() if word.isupper() and len(word) > 2 else chosen[known]
    return renamed
