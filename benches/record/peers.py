"""What Python libraries take for the numbers of a text, line by line: peers.py TEXT. Each line of output is one library."""

import sys
import time
import warnings

warnings.simplefilter("ignore")
PATIENCE = 20  # seconds of processor time for one library: a busy machine shall not count


def cn2an():
    import cn2an

    return lambda line: cn2an.transform(line, "cn2an")


def chinese2digits():
    import chinese2digits

    return chinese2digits.takeNumberFromString


def jionlp():
    import jionlp

    return lambda line: jionlp.ner.extract_money(line, with_parsing=True)


def recognizers():
    from recognizers_number import Culture, NumberRecognizer

    return NumberRecognizer(Culture.Chinese).get_number_model().parse


PEERS = {
    "cn2an, transform": cn2an,
    "chinese2digits, takeNumberFromString": chinese2digits,
    "JioNLP, extract_money": jionlp,
    "Recognizers-Text, number model": recognizers,
}

with open(sys.argv[1], encoding="utf-8") as file:
    lines = [line for line in file.read().splitlines() if line.strip()]

for name, load in PEERS.items():
    try:
        read = load()
        read(lines[0])
    except Exception as error:  # a library that is not there or cannot start is said
        print(f"  {name}: not run ({error})")
        continue
    done = failed = 0
    begun = time.process_time()
    for line in lines:
        try:
            read(line)
        except Exception:  # some refuse a line by an exception
            failed += 1
        done += len(line.encode())
        if time.process_time() - begun > PATIENCE:
            break
    speed = done / (time.process_time() - begun) / 1e6
    print(f"  {name}: {speed:.3f} MB/s over {done} bytes, {failed} lines ended in an exception")
