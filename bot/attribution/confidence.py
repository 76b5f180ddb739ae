CONFIDENCE: dict[str,float] = {}
OTHERWISE = 0.5
