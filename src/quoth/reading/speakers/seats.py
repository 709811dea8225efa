"""Capitals and seats that speak for governments: "Damascus denied it"."""

SEATS = frozenset(
    (
        "Kremlin, White House, Pentagon, Downing Street, Whitehall, Elysée, Élysée, Capitol Hill, Foggy Bottom, "
        "Holyrood, Stormont, Quai d’Orsay, Bundestag, Vatican, Holy See, Blue House, Zhongnanhai, Abu Dhabi, Abuja, "
        "Accra, Addis Ababa, Algiers, Amman, Ankara, Ashgabat, Asmara, Astana, Athens, Baghdad, Baku, Bamako, "
        "Bangkok, Beijing, Beirut, Belgrade, Berlin, Bern, Bishkek, Bogotá, Bogota, Brasília, Brasilia, Bratislava, "
        "Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Canberra, Caracas, Chișinău, Chisinau, Colombo, Conakry, "
        "Copenhagen, Dakar, Damascus, Delhi, Dhaka, Doha, Dublin, Dushanbe, Hanoi, Harare, Havana, Helsinki, "
        "Islamabad, Jakarta, Juba, Kabul, Kampala, Kathmandu, Khartoum, Kigali, Kinshasa, Kuala Lumpur, Kyiv, Kiev, "
        "La Paz, Lima, Lisbon, Ljubljana, London, Luanda, Lusaka, Madrid, Managua, Manama, Manila, Maputo, Mexico "
        "City, Minsk, Mogadishu, Montevideo, Moscow, Muscat, Nairobi, Naypyidaw, N'Djamena, New Delhi, Niamey, "
        "Nicosia, Oslo, Ottawa, Ouagadougou, Paris, Phnom Penh, Podgorica, Prague, Pretoria, Pristina, Pyongyang, "
        "Quito, Rabat, Riga, Riyadh, Rome, Sanaa, Sana'a, Santiago, Sarajevo, Seoul, Skopje, Sofia, Stockholm, "
        "Taipei, Tallinn, Tashkent, Tbilisi, Tehran, Tel Aviv, Tirana, Tokyo, Tripoli, Tunis, Ulaanbaatar, Vienna, "
        "Vientiane, Vilnius, Warsaw, Washington, Wellington, Yerevan, Zagreb"
    ).split(", ")
)
